package dev.cinestream.content;

import org.jspecify.annotations.Nullable;

/// Somebody's part in a title.
///
/// @param role `director`, `writer`, `actor`, `composer` … in lower case
/// @param character whom an actor plays
public record Credit(String person, String role, @Nullable String character) {}
