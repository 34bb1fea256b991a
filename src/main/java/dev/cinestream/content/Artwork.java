package dev.cinestream.content;

/// Where a picture lies; the picture itself is not the catalog's.
///
/// @param kind `poster`, `backdrop`, `logo`, `still`
/// @param uri absolute, https
/// @param width in pixels
/// @param height in pixels
public record Artwork(String kind, String uri, int width, int height) {}
