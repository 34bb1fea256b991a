package dev.cinestream.eventsourcing.history;

import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.command.Aggregates;
import dev.cinestream.eventsourcing.decider.Rejection;
import dev.cinestream.eventsourcing.log.Checksum;
import dev.cinestream.eventsourcing.log.ConsistencyToken;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.log.Recorded;
import dev.cinestream.eventsourcing.projection.Decoder;
import dev.cinestream.eventsourcing.projection.Decoder.Decoded;
import dev.cinestream.eventsourcing.projection.Progress;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/// What happened to one aggregate and what it was at any moment, read from Kafka through the index, and checked against the
/// chain of checksums.
///
/// An event that was committed a moment ago is waited for until it is in the log and indexed; fails with
/// [Progress.NotYetException] when that takes too long, with [LogReadException] when Kafka does not give what it must have.
@ApplicationScoped
public class StreamHistory {

    public static final int MOST_EVENTS = 1_000;

    private static final int PAGE = 500;
    private static final Duration INDEXED_WITHIN = Duration.ofSeconds(3);
    private static final String COMMITTED =
            """
            select l.sequence, coalesce((
                select h.revision from engine.head h where h.category = $1 and h.stream_id = $3), -1)
            from engine.lane l where l.category = $1 and l.lane = $2\
            """;

    private final Pool pool;
    private final Aggregates aggregates;
    private final IndexedOffsets index;
    private final LogReaders readers;
    private final Progress progress;
    private final Decoder decoder;

    public StreamHistory(
            Pool pool,
            Aggregates aggregates,
            IndexedOffsets index,
            LogReaders readers,
            Progress progress,
            Decoder decoder) {
        this.pool = pool;
        this.aggregates = aggregates;
        this.index = index;
        this.readers = readers;
        this.progress = progress;
        this.decoder = decoder;
    }

    /// A page of a stream's events from a revision on, in order. It may be shorter than asked for when events are large;
    /// the end is where a page is empty.
    ///
    /// @param from the first revision wanted, from 1
    /// @param limit at most [#MOST_EVENTS]
    /// @throws IllegalArgumentException when there is no such category
    public Uni<List<HistoryEvent>> events(String category, UUID stream, long from, int limit) {
        AggregateType<?, ?, ?, ?> type = aggregates.of(category);
        return indexed(category, stream)
                .chain(() -> page(type, stream, Math.max(1, from), Math.min(limit, MOST_EVENTS)))
                .map(page -> page.stream().map(this::shown).toList());
    }

    /// The state after a revision; the last one when the stream has not got that far.
    public Uni<StateAt> stateAt(String category, UUID stream, long revision) {
        return stateAt(aggregates.of(category), stream, m -> m.revision() <= revision);
    }

    /// The state at a moment: after the last event recorded by then.
    public Uni<StateAt> stateAt(String category, UUID stream, Instant at) {
        return stateAt(aggregates.of(category), stream, m -> !m.recordedAt().isAfter(at));
    }

    /// An event read, and whether its checksum fits.
    private record Checked(Decoded decoded, boolean intact, Position position) {
        Metadata metadata() {
            return decoded.recorded().metadata();
        }
    }

    private record Folded<S>(S state, long revision, Instant recordedAt, boolean intact) {}

    private Uni<Void> indexed(String category, UUID stream) {
        int lane = aggregates.lanes().laneOf(stream);
        return Uni.combine()
                .all()
                .unis(
                        pool.preparedQuery(COMMITTED).execute(Tuple.of(category, lane, stream)),
                        index.last(category, stream))
                .asTuple()
                .chain(both -> {
                    for (Row row : both.getItem1()) {
                        if (row.getLong(1) != both.getItem2().longValue()) {
                            var token = new ConsistencyToken(category, lane, row.getLong(0));
                            return progress.passed(LogIndex.CONSUMER, token, INDEXED_WITHIN);
                        }
                    }
                    return Uni.createFrom().voidItem();
                });
    }

    /// Reads one event more than asked at the front: the first one's checksum hangs on it.
    private Uni<List<Checked>> page(
            AggregateType<?, ?, ?, ?> type, UUID stream, long from, int limit) {
        return index.find(
                        type.category(), type.topic(), stream, Math.max(1, from - 1), from + limit)
                .chain(positions ->
                        readers.read(positions)
                                .chain(recorded -> decoder.decode(recorded))
                                .map(decoded -> check(stream, positions, decoded, from)));
    }

    private static List<Checked> check(
            UUID stream, List<Position> positions, List<Decoded> decoded, long from) {
        List<Checked> checked = new ArrayList<>(decoded.size());
        String before = HexFormat.of().formatHex(Checksum.none());
        for (int i = 0; i < decoded.size(); i++) {
            Recorded recorded = decoded.get(i).recorded();
            Metadata metadata = recorded.metadata();
            Position position = positions.get(i);
            if (!metadata.streamId().equals(stream) || metadata.revision() != position.revision()) {
                throw new LogReadException(position + " is not the event it should be", null);
            }
            if (metadata.revision() >= from) {
                boolean intact = Checksum.expected(before, recorded).equals(metadata.checksum());
                checked.add(new Checked(decoded.get(i), intact, position));
            }
            before = metadata.checksum();
        }
        return checked;
    }

    private HistoryEvent shown(Checked checked) {
        Position position = checked.position();
        return switch (checked.decoded()) {
            case Decoded.Clear(Recorded recorded, Envelope<?> envelope) ->
                    new HistoryEvent(
                            recorded.metadata(),
                            aggregates
                                    .codec()
                                    .readable(envelope.event(), envelope.event().getClass()),
                            null,
                            checked.intact(),
                            position.topic(),
                            position.partition(),
                            position.offset());
            case Decoded.Unreadable(Recorded recorded, RuntimeException cause) ->
                    new HistoryEvent(
                            recorded.metadata(),
                            null,
                            cause.getMessage(),
                            checked.intact(),
                            position.topic(),
                            position.partition(),
                            position.offset());
        };
    }

    private <C, S, E, R extends Rejection> Uni<StateAt> stateAt(
            AggregateType<C, S, E, R> type, UUID stream, Predicate<Metadata> within) {
        var nothing = new Folded<>(type.decider().initial(), 0, Instant.EPOCH, true);
        return indexed(type.category(), stream)
                .chain(() -> fold(type, stream, nothing, within))
                .map(folded ->
                        new StateAt(
                                folded.revision(),
                                folded.recordedAt(),
                                aggregates.codec().readable(folded.state(), type.stateType()),
                                folded.intact()));
    }

    private <C, S, E, R extends Rejection> Uni<Folded<S>> fold(
            AggregateType<C, S, E, R> type,
            UUID stream,
            Folded<S> before,
            Predicate<Metadata> within) {
        return page(type, stream, before.revision() + 1, PAGE)
                .chain(page -> {
                    Folded<S> folded = before;
                    for (Checked each : page) {
                        if (!within.test(each.metadata())) {
                            return Uni.createFrom().item(folded);
                        }
                        folded = after(type, folded, each);
                    }
                    return page.isEmpty()
                            ? Uni.createFrom().item(folded)
                            : fold(type, stream, folded, within);
                });
    }

    private static <C, S, E, R extends Rejection> Folded<S> after(
            AggregateType<C, S, E, R> type, Folded<S> folded, Checked next) {
        return switch (next.decoded()) {
            case Decoded.Clear(Recorded recorded, Envelope<?> envelope) ->
                    new Folded<>(
                            type.decider()
                                    .evolve(
                                            folded.state(),
                                            type.eventTypes().base().cast(envelope.event())),
                            recorded.metadata().revision(),
                            recorded.metadata().recordedAt(),
                            folded.intact() && next.intact());
            case Decoded.Unreadable bad ->
                    throw new LogReadException(
                            next.position() + " cannot be read: " + bad.cause().getMessage(),
                            bad.cause());
        };
    }
}
