package dev.cinestream.content;

/// For whom a title is.
///
/// @param system who says so, for example `FSK`, `MPA`, `BBFC`
/// @param value in that system's own words, for example `12`, `PG-13`
/// @param minimumAge in years, 0 to 21: what profiles with an age limit go by
public record AgeRating(String system, String value, int minimumAge) {}
