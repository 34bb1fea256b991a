package dev.cinestream.eventsourcing.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
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

    private static final int MOST_HEADERS = 17;

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
        try {
            Map<String, String> headers = texts(consumed.headers());
            String source = required(headers, "ce_source");
            var metadata =
                    new Metadata(
                            UUID.fromString(required(headers, "ce_id")),
                            required(headers, "ce_type"),
                            source.substring(source.lastIndexOf('/') + 1),
                            UUID.fromString(required(headers, "ce_subject")),
                            Long.parseLong(required(headers, "ce_revision")),
                            Integer.parseInt(required(headers, "ce_lane")),
                            Long.parseLong(required(headers, "ce_sequence")),
                            Instant.parse(required(headers, "ce_time")),
                            required(headers, "ce_correlationid"),
                            required(headers, "ce_causationid"),
                            required(headers, "ce_actor"),
                            headers.get("ce_reason"),
                            required(headers, "ce_checksum"),
                            headers.get("traceparent"));
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

    /// In one pass: Kafka's own look-up goes through all headers for each. Of two of a name the last one counts.
    private static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = HashMap.newHashMap(MOST_HEADERS);
        for (Header each : headers) {
            if (each.value() != null) {
                texts.put(each.key(), new String(each.value(), UTF_8));
            }
        }
        return texts;
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

    private static String required(Map<String, String> headers, String name) {
        return present(name, headers.get(name));
    }

    private static String required(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return present(name, header == null ? null : new String(header.value(), UTF_8));
    }

    private static String present(String name, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException("header " + name + " is missing");
        }
        return value;
    }

    /// Somebody else's record in our topic, or a damaged one.
    public static final class MalformedRecordException extends RuntimeException {
        public MalformedRecordException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
