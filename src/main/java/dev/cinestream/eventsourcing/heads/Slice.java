package dev.cinestream.eventsourcing.heads;

import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.decider.Rejection;
import dev.cinestream.eventsourcing.inbox.Delivery;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.projection.Decoder.Decoded;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// As many streams as fit in memory, in the order of their ids, folded from their first events on. Streams beyond the last
/// that fits are left for the next slice, which need not read the log from its begin: ids are older than events, so most of
/// what comes later in the order comes later in the log, too.
final class Slice<S> {

    static final UUID LOWEST = new UUID(0, 0);

    /// As Postgres sorts them.
    static final Comparator<UUID> ORDER =
            ((Comparator<UUID>)
                            (a, b) ->
                                    Long.compareUnsigned(
                                            a.getMostSignificantBits(), b.getMostSignificantBits()))
                    .thenComparing((a, b) ->
                            Long.compareUnsigned(
                                    a.getLeastSignificantBits(), b.getLeastSignificantBits()));

    private static final long BYTES_A_STREAM = 600;

    private final AggregateType<?, S, ?, ?> type;
    private final long mostBytes;
    private final TreeMap<UUID, Folded<S>> streams = new TreeMap<>(ORDER);
    private final Map<TopicPartition, Long> beyond = new HashMap<>();
    private final UUID from;
    private @Nullable UUID next;
    private long bytes;

    /// @param from the first id that is its
    Slice(AggregateType<?, S, ?, ?> type, UUID from, long mostBytes) {
        this.type = type;
        this.from = from;
        this.mostBytes = mostBytes;
    }

    /// The id after this; null after the highest.
    static @Nullable UUID after(UUID id) {
        long low = id.getLeastSignificantBits() + 1;
        long high = id.getMostSignificantBits() + (low == 0 ? 1 : 0);
        return low == 0 && high == 0 ? null : new UUID(high, low);
    }

    UUID from() {
        return from;
    }

    /// Where the next slice begins; null when none is left.
    @Nullable UUID next() {
        return next;
    }

    /// The first offset that the next slice must read.
    @Nullable Long firstBeyond(TopicPartition at) {
        return beyond.get(at);
    }

    @Nullable Folded<S> of(UUID stream) {
        return streams.get(stream);
    }

    /// The streams folded, in order.
    Iterable<UUID> ids() {
        return streams.keySet();
    }

    boolean has(UUID stream) {
        return ORDER.compare(stream, from) >= 0 && isWithin(stream);
    }

    private boolean isWithin(UUID stream) {
        UUID end = next;
        return end == null || ORDER.compare(stream, end) < 0;
    }

    /// Whether an event must be decoded; one that is beyond is remembered.
    boolean wants(Delivery delivery) {
        UUID stream = delivery.recorded().metadata().streamId();
        if (!isWithin(stream)) {
            leave(placeOf(delivery), delivery.offset());
        }
        return has(stream);
    }

    void add(Delivery delivery, Decoded decoded) {
        Metadata event = delivery.recorded().metadata();
        UUID stream = event.streamId();
        if (!isWithin(stream)) { // since it was wanted, the slice has shrunk
            leave(placeOf(delivery), delivery.offset());
            return;
        }
        Folded<S> folded =
                streams.computeIfAbsent(
                        stream,
                        _ ->
                                new Folded<>(
                                        placeOf(delivery),
                                        delivery.offset(),
                                        type.decider().initial()));
        if (event.revision() <= folded.revision) {
            return; // a repeat
        }
        if (event.revision() != folded.revision + 1 && folded.broken == null) {
            folded.broken = HeadFinding.Kind.HOLE;
        }
        folded.revision = event.revision();
        folded.checksum = event.checksum();
        if (folded.broken == null) {
            fold(type, folded, decoded);
        }
        measure(folded);
        shrink();
    }

    private static <C, S, E, R extends Rejection> void fold(
            AggregateType<C, S, E, R> type, Folded<S> folded, Decoded decoded) {
        switch (decoded) {
            case Decoded.Clear clear -> {
                try {
                    E event = type.eventTypes().base().cast(clear.envelope().event());
                    folded.state = type.decider().evolve(folded.state, event);
                } catch (RuntimeException e) { // a decider's: it refuses an event that has happened
                    folded.broken = HeadFinding.Kind.UNREADABLE;
                }
            }
            case Decoded.Unreadable _ -> folded.broken = HeadFinding.Kind.UNREADABLE;
        }
    }

    private void measure(Folded<S> folded) {
        if (folded.isToBeMeasured()) {
            long now = BYTES_A_STREAM + 2L * String.valueOf(folded.state).length();
            bytes += now - folded.bytes;
            folded.bytes = now;
        }
    }

    private void shrink() {
        while (bytes > mostBytes && streams.size() > 1) {
            var last = streams.pollLastEntry();
            next = last.getKey();
            bytes -= last.getValue().bytes;
            leave(last.getValue().at, last.getValue().firstOffset);
        }
    }

    private void leave(TopicPartition at, long offset) {
        beyond.merge(at, offset, Math::min);
    }

    private static TopicPartition placeOf(Delivery delivery) {
        return new TopicPartition(delivery.topic(), delivery.partition());
    }
}
