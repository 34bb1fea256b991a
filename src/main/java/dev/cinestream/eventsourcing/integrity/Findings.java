package dev.cinestream.eventsourcing.integrity;

import dev.cinestream.eventsourcing.integrity.Finding.Kind;
import dev.cinestream.eventsourcing.log.Metadata;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a scan has found so far: all of it counted, the first of it kept.
final class Findings {

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final List<Finding> first = new ArrayList<>();

    void add(Finding finding) {
        counts.merge(finding.kind(), 1L, Long::sum);
        if (first.size() < ScanReport.MOST_FINDINGS) {
            first.add(finding);
        }
    }

    void add(Kind kind, Metadata event, @Nullable String at, String detail) {
        add(of(kind, event, at, detail));
    }

    static Finding of(Kind kind, Metadata event, @Nullable String at, String detail) {
        return new Finding(
                kind,
                event.category(),
                event.lane(),
                event.sequence(),
                event.streamId(),
                event.revision(),
                event.id(),
                at,
                detail);
    }

    Map<Kind, Long> counts() {
        return counts;
    }

    List<Finding> first() {
        return List.copyOf(first);
    }
}
