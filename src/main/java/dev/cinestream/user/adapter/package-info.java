/// The module's tables that are neither log nor read model, and its policies' channels.
@org.jspecify.annotations.NullMarked
package dev.cinestream.user.adapter;
