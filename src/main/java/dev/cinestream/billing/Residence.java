package dev.cinestream.billing;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// Where a customer lives, as far as tax and calendar ask.
///
/// @param country ISO 3166-1 alpha-2
/// @param zone whose calendar its periods follow
/// @param vatId of a business; null for a consumer
public record Residence(String country, ZoneId zone, @Nullable String vatId) {}
