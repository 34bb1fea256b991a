package dev.cinestream.eventsourcing.handmade;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.command.Aggregates;
import dev.cinestream.eventsourcing.counter.Counter;
import dev.cinestream.eventsourcing.log.Checksum;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.log.RecordFormat;
import dev.cinestream.eventsourcing.log.Recorded;
import dev.cinestream.eventsourcing.log.Uuid7;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Makes events with right lanes, sequences and checksums, which a test then sends, changes, doubles or keeps back. Two
/// categories of counters are kept for it.
@ApplicationScoped
public class HandmadeLog {

    /// Whole: every sequence arrives.
    public static final String HANDMADE = "test.handmade";

    /// Damaged: consumers of this category may stand still.
    public static final String BROKEN = "test.broken";

    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private final Pool pool;
    private final Aggregates aggregates;

    public HandmadeLog(Pool pool, Aggregates aggregates) {
        this.pool = pool;
        this.aggregates = aggregates;
    }

    /// The event after `before` in its stream, or the stream's first; its sequence is taken, whether it is sent or not.
    public Recorded next(
            String category, UUID stream, @Nullable Metadata before, String type, String json) {
        return next(Uuid7.next(), category, stream, before, type, json);
    }

    /// The same with an id that may be another event's.
    public Recorded next(
            UUID id,
            String category,
            UUID stream,
            @Nullable Metadata before,
            String type,
            String json) {
        int lane = aggregates.lanes().laneOf(stream);
        long sequence = nextSequence(category, lane);
        long revision = before == null ? 1 : before.revision() + 1;
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        byte[] payload = json.getBytes(UTF_8);
        byte[] checksumBefore =
                before == null ? Checksum.none() : HexFormat.of().parseHex(before.checksum());
        byte[] checksum =
                Checksum.of(
                        checksumBefore,
                        id,
                        type,
                        stream,
                        revision,
                        lane,
                        sequence,
                        now,
                        "hand",
                        payload);
        return new Recorded(
                new Metadata(
                        id,
                        type,
                        category,
                        stream,
                        revision,
                        lane,
                        sequence,
                        now,
                        "correlation",
                        "causation",
                        "hand",
                        "made by hand",
                        HexFormat.of().formatHex(checksum),
                        null),
                payload);
    }

    /// Sends it, and waits until Kafka has it.
    public void send(Recorded... recorded) {
        for (Recorded each : recorded) {
            Metadata metadata = each.metadata();
            send(
                    RecordFormat.write(
                            "cinestream." + metadata.category(),
                            aggregates.lanes().partitionOf(metadata.lane()),
                            1,
                            each));
        }
    }

    private static void send(ProducerRecord<byte[], byte[]> record) {
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", EmbeddedParts.kafkaBootstrap()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("Kafka did not take it", e);
        }
    }

    /// The same event with other bytes, as if somebody had changed them on a disk.
    public static Recorded changed(Recorded recorded, String json) {
        return new Recorded(recorded.metadata(), json.getBytes(UTF_8));
    }

    /// A stream's first event with other bytes and the checksum for them, as by somebody who knows the chain.
    public static Recorded forged(Recorded first, String json) {
        Recorded changed = changed(first, json);
        byte[] checksum = Checksum.expected(Checksum.none(), changed);
        return with(
                changed,
                first.metadata().lane(),
                first.metadata().sequence(),
                HexFormat.of().formatHex(checksum));
    }

    /// The same event in another place of the order.
    public static Recorded moved(Recorded recorded, int lane, long sequence) {
        return with(recorded, lane, sequence, recorded.metadata().checksum());
    }

    private static Recorded with(Recorded recorded, int lane, long sequence, String checksum) {
        Metadata m = recorded.metadata();
        return new Recorded(
                new Metadata(
                        m.id(),
                        m.type(),
                        m.category(),
                        m.streamId(),
                        m.revision(),
                        lane,
                        sequence,
                        m.recordedAt(),
                        m.correlationId(),
                        m.causationId(),
                        m.actor(),
                        m.reason(),
                        checksum,
                        m.traceparent()),
                recorded.payload());
    }

    /// Something that is no event, where events are.
    public void sendRubbish(String category, int partition) {
        send(
                new ProducerRecord<>(
                        "cinestream." + category, partition, new byte[] {1}, new byte[] {2}));
    }

    /// A new stream that lies in this lane.
    public UUID streamIn(int lane) {
        UUID stream = Uuid7.next();
        while (aggregates.lanes().laneOf(stream) != lane) {
            stream = Uuid7.next();
        }
        return stream;
    }

    private long nextSequence(String category, int lane) {
        for (Row row :
                pool.preparedQuery(
                                "update engine.lane set sequence = sequence + 1 where category = $1 and lane = $2 returning sequence")
                        .execute(Tuple.of(category, lane))
                        .await()
                        .atMost(AT_MOST)) {
            return row.getLong(0);
        }
        throw new AssertionError("no lane " + lane + " of " + category);
    }

    /// How the engine finds the categories.
    @Dependent
    static class Producer {
        @Produces
        AggregateType<Counter.Command, Counter.State, Counter.Event, Counter.TooHigh> handmade() {
            return named(HANDMADE);
        }

        @Produces
        AggregateType<Counter.Command, Counter.State, Counter.Event, Counter.TooHigh> broken() {
            return named(BROKEN);
        }

        private static AggregateType<Counter.Command, Counter.State, Counter.Event, Counter.TooHigh>
                named(String category) {
            return new AggregateType<>(
                    category, new Counter(), Counter.EVENTS, Counter.State.class);
        }
    }
}
