package dev.cinestream.eventsourcing.heads;

import dev.cinestream.eventsourcing.heads.HeadFinding.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A report in the making.
final class Findings {

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final List<HeadFinding> first = new ArrayList<>();
    private final Set<Integer> lanes = new HashSet<>();
    private long streams;
    private long written;

    void compared(long more) {
        streams += more;
    }

    void written(long more) {
        written += more;
    }

    void add(HeadFinding finding) {
        if (finding.stream() == null && !lanes.add(finding.lane())) {
            return; // lanes are looked at more than once
        }
        counts.merge(finding.kind(), 1L, Long::sum);
        if (first.size() < HeadReport.MOST_FINDINGS) {
            first.add(finding);
        }
    }

    HeadReport report() {
        return new HeadReport(streams, written, new EnumMap<>(counts), List.copyOf(first));
    }
}
