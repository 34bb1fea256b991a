package dev.cinestream.chaos;

import dev.cinestream.chaos.Findings.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One lane as the topic shows it: first occurrences must be sequence 1, 2, 3 …; repeats must be the same, byte for byte.
final class LaneLog {

    private final String lane;
    private final Findings findings;
    private final List<@Nullable LogRecord> bySequence = new ArrayList<>();
    private final Map<Long, LogRecord> late = new HashMap<>();
    private int partition = -1;
    private long repeats;

    LaneLog(String lane, Findings findings) {
        this.lane = lane;
        this.findings = findings;
    }

    void read(LogRecord read) {
        if (partition >= 0 && partition != read.partition()) {
            findings.add(Kind.REORDERED, lane + " is in two partitions, see " + read.place());
        }
        partition = read.partition();
        long sequence = read.number("ce_sequence");
        if (sequence < 1) {
            findings.add(Kind.CHANGED, "%s: sequence %d".formatted(read.place(), sequence));
        } else if (sequence > bySequence.size()) {
            while (bySequence.size() < sequence - 1) {
                bySequence.add(null);
            }
            bySequence.add(read);
        } else {
            again(sequence, read);
        }
    }

    /// The last sequence seen.
    long last() {
        return bySequence.size();
    }

    long repeats() {
        return repeats;
    }

    /// First occurrences in the order of their sequence, once everything is read.
    Stream<LogRecord> events() {
        return bySequence.stream().filter(Objects::nonNull).map(Objects::requireNonNull);
    }

    boolean hasHoles() {
        return bySequence.contains(null);
    }

    void end() {
        for (int i = 0; i < bySequence.size(); i++) {
            if (bySequence.get(i) == null) {
                findings.add(Kind.LOST, "%s:%d is not in the log".formatted(lane, i + 1));
            }
        }
        late.forEach((sequence, read) ->
                findings.add(
                        Kind.REORDERED,
                        "%s:%d came after its successor, at %s"
                                .formatted(lane, sequence, read.place())));
    }

    private void again(long sequence, LogRecord read) {
        LogRecord first = bySequence.get((int) sequence - 1);
        if (first == null) {
            bySequence.set((int) sequence - 1, read);
            late.put(sequence, read);
            return;
        }
        repeats++;
        if (!first.sameness().equals(read.sameness())) {
            findings.add(
                    Kind.CHANGED,
                    "%s:%d differs between %s and %s"
                            .formatted(lane, sequence, first.place(), read.place()));
        }
    }
}
