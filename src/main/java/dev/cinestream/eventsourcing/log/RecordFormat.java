package dev.cinestream.eventsourcing.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// How an event lies in Kafka: a CloudEvents 1.0 record in binary mode. Key: the stream id. Value: the payload. Headers:
/// `ce_…` attributes, and `ce_epoch`, the relay lease it was sent under.
public final class RecordFormat {

    private static final byte[] SPEC_VERSION = "1.0".getBytes(UTF_8);
    private static final byte[] JSON = "application/json".getBytes(UTF_8);

    private RecordFormat() {}

    public static ProducerRecord<byte[], byte[]> write(
            String topic, int partition, long epoch, Recorded recorded) {
        Metadata m = recorded.metadata();
        var result =
                new ProducerRecord<>(
                        topic,
                        partition,
                        m.recordedAt().toEpochMilli(),
                        bytes(m.streamId().toString()),
                        recorded.payload());
        Headers headers = result.headers();
        headers.add("ce_specversion", SPEC_VERSION);
        headers.add("content-type", JSON);
        add(headers, "ce_id", m.id().toString());
        add(headers, "ce_type", m.type());
        add(headers, "ce_source", "/cinestream/" + m.category());
        add(headers, "ce_subject", m.streamId().toString());
        add(headers, "ce_time", m.recordedAt().toString());
        add(headers, "ce_revision", Long.toString(m.revision()));
        add(headers, "ce_lane", Integer.toString(m.lane()));
        add(headers, "ce_sequence", Long.toString(m.sequence()));
        add(headers, "ce_epoch", Long.toString(epoch));
        add(headers, "ce_correlationid", m.correlationId());
        add(headers, "ce_causationid", m.causationId());
        add(headers, "ce_actor", m.actor());
        add(headers, "ce_checksum", m.checksum());
        if (m.reason() != null) {
            add(headers, "ce_reason", m.reason());
        }
        if (m.traceparent() != null) {
            add(headers, "traceparent", m.traceparent());
        }
        return result;
    }

    /// @throws MalformedRecordException when it is not such a record
    public static Recorded read(ConsumerRecord<byte[], byte[]> consumed) {
        Headers h = consumed.headers();
        try {
            String source = required(h, "ce_source");
            var metadata =
                    new Metadata(
                            UUID.fromString(required(h, "ce_id")),
                            required(h, "ce_type"),
                            source.substring(source.lastIndexOf('/') + 1),
                            UUID.fromString(required(h, "ce_subject")),
                            Long.parseLong(required(h, "ce_revision")),
                            Integer.parseInt(required(h, "ce_lane")),
                            Long.parseLong(required(h, "ce_sequence")),
                            Instant.parse(required(h, "ce_time")),
                            required(h, "ce_correlationid"),
                            required(h, "ce_causationid"),
                            required(h, "ce_actor"),
                            optional(h, "ce_reason"),
                            required(h, "ce_checksum"),
                            optional(h, "traceparent"));
            byte[] value = consumed.value();
            if (value == null) {
                throw new IllegalArgumentException("it has no value");
            }
            return new Recorded(metadata, value);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new MalformedRecordException(
                    "%s/%d@%d is not an event of ours: %s"
                            .formatted(
                                    consumed.topic(),
                                    consumed.partition(),
                                    consumed.offset(),
                                    e.getMessage()),
                    e);
        }
    }

    /// The lane and sequence alone, for readers of tails: much cheaper than [#read].
    public static ConsistencyToken tokenOf(
            String category, ConsumerRecord<byte[], byte[]> consumed) {
        Headers h = consumed.headers();
        return new ConsistencyToken(
                category,
                Integer.parseInt(required(h, "ce_lane")),
                Long.parseLong(required(h, "ce_sequence")));
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String required(Headers headers, String name) {
        String value = optional(headers, name);
        if (value == null) {
            throw new IllegalArgumentException("header " + name + " is missing");
        }
        return value;
    }

    private static @Nullable String optional(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    /// Somebody else's record in our topic, or a damaged one.
    public static final class MalformedRecordException extends RuntimeException {
        public MalformedRecordException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
