package dev.cinestream.eventsourcing.integrity;

import dev.cinestream.eventsourcing.inbox.Watermarks.Lane;
import dev.cinestream.eventsourcing.integrity.Finding.Kind;
import dev.cinestream.eventsourcing.integrity.LaneState.Place;
import dev.cinestream.eventsourcing.integrity.StreamTails.StreamKey;
import dev.cinestream.eventsourcing.integrity.StreamTails.Tail;
import dev.cinestream.eventsourcing.log.Checksum;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.log.Recorded;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The rules of the log, without Kafka and Postgres: offered record by record, it says what does not fit.
///
/// 1. A lane's sequences are 1, 2, 3 … in this order, and no more than were committed; a sequence again is a repeat, which is allowed if it is the same event.
/// 2. A stream's revisions are 1, 2, 3 … in this order, and all in the stream's lane.
/// 3. Each checksum fits the event's bytes and the checksum of the stream's event before.
///
/// An event that follows from nothing seen so far is believed, so that one finding does not become thousands.
final class LogVerifier {

    /// Missing revisions that may still come late.
    private static final int MOST_MISSED = 10_000;

    private static final int MOST_MISSED_AT_ONCE = 100;

    private final Predicate<String> whole;
    private final ToLongFunction<Lane> committed;
    private final ToIntFunction<UUID> laneOf;
    private final StreamTails tails;
    private final Findings findings;
    private final Map<Lane, LaneState> lanes =
            new TreeMap<>(Comparator.comparing(Lane::category).thenComparingInt(Lane::lane));
    private final Map<Revision, Finding> missed = new LinkedHashMap<>();

    private record Revision(StreamKey stream, long revision) {}

    /// What became of a record.
    enum Verdict {
        /// A new event.
        NEW,
        /// A sequence that was there before.
        REPEAT,
        /// No event.
        NONE,
        /// Not looked at: events before it in its lane have not come yet.
        AHEAD
    }

    /// @param whole whether a category's log is kept from its first event on
    /// @param committed the last sequence that Postgres gave in a lane, asked for after the end of the log
    LogVerifier(
            Predicate<String> whole,
            ToLongFunction<Lane> committed,
            ToIntFunction<UUID> laneOf,
            StreamTails tails,
            Findings findings) {
        this.whole = whole;
        this.committed = committed;
        this.laneOf = laneOf;
        this.tails = tails;
        this.findings = findings;
    }

    /// @param category of the topic it lies in
    /// @param overHoles whether to go on although events before it are missing
    Verdict offer(String category, LogRecord record, boolean overHoles) {
        return switch (record) {
            case LogRecord.Malformed malformed -> {
                findings.add(
                        new Finding(
                                Kind.MALFORMED,
                                category,
                                null,
                                null,
                                null,
                                null,
                                null,
                                malformed.at(),
                                malformed.why()));
                yield Verdict.NONE;
            }
            case LogRecord.Event event -> offer(category, event, overHoles);
        };
    }

    private Verdict offer(String category, LogRecord.Event event, boolean overHoles) {
        Metadata metadata = event.recorded().metadata();
        int lane = laneOf.applyAsInt(metadata.streamId());
        if (!metadata.category().equals(category) || metadata.lane() != lane) {
            findings.add(
                    Kind.MISPLACED,
                    metadata,
                    event.at(),
                    "it belongs in lane %d of %s".formatted(lane, metadata.category()));
            return Verdict.NONE;
        }
        var place = new Lane(category, lane);
        if (metadata.sequence() < 1 || metadata.sequence() > committed.applyAsLong(place)) {
            findings.add(
                    Kind.UNCOMMITTED,
                    metadata,
                    event.at(),
                    "Postgres gave no sequence beyond " + committed.applyAsLong(place));
            return Verdict.NONE;
        }
        return inLane(event, lane(place), overHoles);
    }

    private Verdict inLane(LogRecord.Event event, LaneState state, boolean overHoles) {
        Metadata metadata = event.recorded().metadata();
        Place place = state.placeOf(metadata.sequence());
        if (place == Place.AHEAD && !overHoles) {
            return Verdict.AHEAD;
        }
        switch (place) {
            case REPEATED -> state.repeated();
            case NEXT, AHEAD -> {
                state.moveTo(metadata.sequence());
                follow(event, state);
            }
            case LATE -> {
                state.fill(metadata.sequence());
                findings.add(
                        Kind.REORDERED,
                        metadata,
                        event.at(),
                        "it comes after sequence " + state.last());
                follow(event, state);
            }
        }
        return place == Place.REPEATED ? Verdict.REPEAT : Verdict.NEW;
    }

    /// Checks the event against its stream.
    private void follow(LogRecord.Event event, LaneState lane) {
        Metadata metadata = event.recorded().metadata();
        var stream = new StreamKey(metadata.category(), metadata.streamId());
        Tail tail = tails.of(stream);
        long next = tail == null ? 1 : tail.revision() + 1;
        if (metadata.revision() < next) {
            if (missed.remove(new Revision(stream, metadata.revision())) == null) {
                findings.add(
                        Kind.DOUBLED,
                        metadata,
                        event.at(),
                        "its stream had revision " + metadata.revision() + " before");
            }
            return;
        }
        if (metadata.revision() == next) {
            byte[] before = tail == null ? Checksum.none() : tail.checksum();
            if (!Arrays.equals(checksumOf(metadata), Checksum.expected(before, event.recorded()))) {
                lane.changed();
                findings.add(
                        Kind.CHANGED,
                        metadata,
                        event.at(),
                        "the checksum does not fit: its bytes, or the event before, are not what they were");
            }
        } else if (tail != null || whole.test(metadata.category())) {
            miss(stream, next, event);
        }
        tails.put(stream, new Tail(metadata.revision(), chained(event.recorded(), tail)));
    }

    private void miss(StreamKey stream, long next, LogRecord.Event event) {
        Metadata metadata = event.recorded().metadata();
        long end = Math.min(metadata.revision(), next + MOST_MISSED_AT_ONCE);
        for (long revision = next; revision < end; revision++) {
            var finding =
                    new Finding(
                            Kind.MISSING_IN_STREAM,
                            stream.category(),
                            metadata.lane(),
                            null,
                            stream.stream(),
                            revision,
                            null,
                            null,
                            "revision %d lies at %s, and this one nowhere before it"
                                    .formatted(metadata.revision(), event.at()));
            if (missed.size() < MOST_MISSED) {
                missed.put(new Revision(stream, revision), finding);
            } else {
                findings.add(finding);
            }
        }
    }

    private static byte[] checksumOf(Metadata metadata) {
        try {
            return HexFormat.of().parseHex(metadata.checksum());
        } catch (IllegalArgumentException e) {
            return new byte[0]; // fits nothing
        }
    }

    /// What the next event's checksum hangs on: what this one says, if that is a checksum at all.
    private static byte[] chained(Recorded recorded, @Nullable Tail tail) {
        byte[] said = checksumOf(recorded.metadata());
        if (said.length == Checksum.LENGTH) {
            return said;
        }
        return Checksum.expected(tail == null ? Checksum.none() : tail.checksum(), recorded);
    }

    LaneState lane(Lane lane) {
        return lanes.computeIfAbsent(lane, l -> new LaneState(whole.test(l.category())));
    }

    Map<Lane, LaneState> lanes() {
        return lanes;
    }

    /// All was read: what is missing now stays missing.
    void end() {
        lanes.forEach((lane, state) ->
                state.holes().forEach((first, last) -> findings.add(hole(lane, first, last))));
        missed.values().forEach(findings::add);
    }

    private static Finding hole(Lane lane, long first, long last) {
        return new Finding(
                Kind.MISSING,
                lane.category(),
                lane.lane(),
                first,
                null,
                null,
                null,
                null,
                first == last
                        ? "sequence " + first + " was committed and is in no record"
                        : "sequences %d to %d were committed and are in no record"
                                .formatted(first, last));
    }
}
