/// The module's table that is neither log nor read model, and its channels.
@org.jspecify.annotations.NullMarked
package dev.cinestream.webhook.adapter;
