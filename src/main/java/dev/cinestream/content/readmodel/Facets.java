package dev.cinestream.content.readmodel;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;

/// How many titles a listing would have with another value of one filter, the other filters as they are. The most frequent
/// values first, at most fifty each.
///
/// @param countries where titles may be watched now; `*` counts those without windows: everywhere
@RegisterForReflection
public record Facets(
        Map<String, Long> kinds,
        Map<String, Long> genres,
        Map<String, Long> years,
        Map<String, Long> countries) {}
