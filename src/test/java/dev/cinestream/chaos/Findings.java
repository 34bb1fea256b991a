package dev.cinestream.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What a checker found wrong: counted by kind, the first of each kind told in words.
final class Findings {

    private static final int TOLD = 20;

    enum Kind {
        /// Acknowledged or numbered, and not in the log.
        LOST,
        /// An effect that is there twice.
        DOUBLED,
        /// A first occurrence that came after its successor.
        REORDERED,
        /// Bytes that are not what they were.
        CHANGED,
        /// An answer that does not say what the log says.
        MISANSWERED,
        /// The engine's tables say something else than the log.
        TABLES,
        /// A read model is not the fold of the log.
        READ_MODEL
    }

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final List<String> told = new ArrayList<>();

    void add(Kind kind, String what) {
        if (counts.merge(kind, 1L, Long::sum) <= TOLD) {
            told.add(kind + ": " + what);
        }
    }

    void addAll(Findings others) {
        others.counts.forEach((kind, count) -> counts.merge(kind, count, Long::sum));
        told.addAll(others.told);
    }

    long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    boolean none() {
        return counts.isEmpty();
    }

    Map<Kind, Long> counts() {
        return Map.copyOf(counts);
    }

    List<String> told() {
        return List.copyOf(told);
    }
}
