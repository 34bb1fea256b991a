/// The endpoint: an aggregate. Plain Java.
@org.jspecify.annotations.NullMarked
package dev.cinestream.webhook.endpoint;
