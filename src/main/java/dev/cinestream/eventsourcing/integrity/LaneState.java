package dev.cinestream.eventsourcing.integrity;

import java.util.Map;
import java.util.TreeMap;

/// How far a scan has come in one lane, and what it missed on the way.
final class LaneState {

    /// Where an event stands in its lane.
    enum Place {
        NEXT,
        AHEAD,
        LATE,
        REPEATED
    }

    /// Holes that are kept apart; what is missing beyond them is only counted.
    static final int MOST_HOLES = 10_000;

    private static final long BEFORE_ANY = -1;

    private long last;
    private long required;
    private long uncountedHoles;
    private final TreeMap<Long, Long> holes = new TreeMap<>();
    private long events;
    private long repeats;
    private long reordered;
    private long changed;

    /// @param whole whether its first event must still be in the log
    LaneState(boolean whole) {
        this.last = whole ? 0 : BEFORE_ANY;
    }

    Place placeOf(long sequence) {
        if (last == BEFORE_ANY || sequence == last + 1) {
            return Place.NEXT;
        }
        if (sequence > last) {
            return Place.AHEAD;
        }
        Map.Entry<Long, Long> hole = holes.floorEntry(sequence);
        return hole != null && sequence <= hole.getValue() ? Place.LATE : Place.REPEATED;
    }

    /// Goes on to an event, over a hole when it is not the next.
    void moveTo(long sequence) {
        if (last != BEFORE_ANY) {
            misses(last + 1, sequence - 1);
        }
        last = sequence;
        events++;
    }

    /// Everything up to here was committed and should have come.
    void mustHave(long sequence) {
        required = sequence;
        if (last != BEFORE_ANY && last < sequence) {
            misses(last + 1, sequence);
        }
    }

    private void misses(long first, long end) {
        if (first <= end) {
            if (holes.size() < MOST_HOLES) {
                holes.put(first, end);
            } else {
                uncountedHoles += end - first + 1;
            }
        }
    }

    /// An event of a hole has come after all.
    void fill(long sequence) {
        Map.Entry<Long, Long> hole = holes.floorEntry(sequence);
        if (hole == null || hole.getValue() < sequence) {
            throw new IllegalStateException(sequence + " is in no hole");
        }
        holes.remove(hole.getKey());
        if (hole.getKey() < sequence) {
            holes.put(hole.getKey(), sequence - 1);
        }
        if (sequence < hole.getValue()) {
            holes.put(sequence + 1, hole.getValue());
        }
        events++;
        reordered++;
    }

    void repeated() {
        repeats++;
    }

    void changed() {
        changed++;
    }

    /// The highest sequence seen; 0 when there was none.
    long last() {
        return Math.max(0, last);
    }

    /// Up to here it is known what came and what is missing.
    long judgedUpTo() {
        return Math.max(last(), required);
    }

    long events() {
        return events;
    }

    long repeats() {
        return repeats;
    }

    /// The first missing sequence of each hole, and its last.
    Map<Long, Long> holes() {
        return holes;
    }

    ScanReport.LaneTally tally(String category, int lane) {
        long missing =
                uncountedHoles
                        + holes.entrySet().stream()
                                .mapToLong(hole -> hole.getValue() - hole.getKey() + 1)
                                .sum();
        return new ScanReport.LaneTally(
                category, lane, last(), repeats, missing, reordered, changed);
    }
}
