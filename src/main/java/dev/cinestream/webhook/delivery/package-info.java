/// From an event to an endpoint: signed, sent, tried again.
@org.jspecify.annotations.NullMarked
package dev.cinestream.webhook.delivery;
