package dev.cinestream.content;

import org.jspecify.annotations.Nullable;

/// A title in one language.
///
/// @param synopsis what it is about, for viewers who have not seen it
public record LocalizedText(String name, @Nullable String synopsis) {}
