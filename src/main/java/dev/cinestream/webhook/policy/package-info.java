/// What happens because something happened.
@org.jspecify.annotations.NullMarked
package dev.cinestream.webhook.policy;
