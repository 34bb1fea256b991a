package dev.cinestream.content;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a title may be watched in a country.
///
/// @param country ISO 3166-1 alpha-2, upper case
/// @param from the first moment
/// @param until the first moment it no longer may; null for ever
public record AvailabilityWindow(String country, Instant from, @Nullable Instant until) {}
