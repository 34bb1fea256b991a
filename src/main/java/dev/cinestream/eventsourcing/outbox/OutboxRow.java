package dev.cinestream.eventsourcing.outbox;

import dev.cinestream.eventsourcing.log.Checksum;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.log.Recorded;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One row of the outbox: the events that one transaction decided in one lane group, in order. Many events a row, since a
/// row costs Postgres about as much as a kilobyte of payload does.
///
/// @param position the row's place in its group, 1, 2, 3 … without a hole
public record OutboxRow(int group, long position, List<Recorded> events) {

    private static final int FORMAT = 1;

    /// The bytes of the column `events`. Internal and short-lived: a new format needs a new [#FORMAT] and a reader for both.
    public static byte[] encode(List<Recorded> events) {
        var bytes = new ByteArrayOutputStream(256 + 1024 * events.size());
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeInt(events.size());
            for (Recorded event : events) {
                write(out, event);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    public static OutboxRow decode(int group, long position, byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int format = in.readByte();
            if (format != FORMAT) {
                throw new IllegalStateException(
                        "outbox row %d/%d has format %d; this version reads %d"
                                .formatted(group, position, format, FORMAT));
            }
            int count = in.readInt();
            List<Recorded> events = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                events.add(read(in));
            }
            return new OutboxRow(group, position, events);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "outbox row %d/%d is cut off".formatted(group, position), e);
        }
    }

    /// When the row's first event was decided, from the first kilobyte of the bytes.
    public static Instant firstRecordedAt(byte[] start) {
        try (var in = new DataInputStream(new ByteArrayInputStream(start))) {
            in.skipNBytes(1 + Integer.BYTES);
            readId(in);
            readText(in);
            readText(in);
            readId(in);
            in.skipNBytes(Long.BYTES + Integer.BYTES + Long.BYTES);
            return readTime(in);
        } catch (IOException e) {
            throw new UncheckedIOException("an outbox row is cut off", e);
        }
    }

    private static void write(DataOutputStream out, Recorded event) throws IOException {
        Metadata m = event.metadata();
        writeId(out, m.id());
        writeText(out, m.type());
        writeText(out, m.category());
        writeId(out, m.streamId());
        out.writeLong(m.revision());
        out.writeInt(m.lane());
        out.writeLong(m.sequence());
        out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, m.recordedAt()));
        writeText(out, m.correlationId());
        writeText(out, m.causationId());
        writeText(out, m.actor());
        writeText(out, m.reason());
        out.write(HexFormat.of().parseHex(m.checksum()));
        writeText(out, m.traceparent());
        out.writeInt(event.payload().length);
        out.write(event.payload());
    }

    private static Recorded read(DataInputStream in) throws IOException {
        UUID id = readId(in);
        String type = readText(in);
        String category = readText(in);
        UUID streamId = readId(in);
        long revision = in.readLong();
        int lane = in.readInt();
        long sequence = in.readLong();
        Instant recordedAt = readTime(in);
        String correlationId = readText(in);
        String causationId = readText(in);
        String actor = readText(in);
        String reason = readOptionalText(in);
        String checksum = HexFormat.of().formatHex(bytes(in, Checksum.LENGTH));
        String traceparent = readOptionalText(in);
        byte[] payload = bytes(in, in.readInt());
        return new Recorded(
                new Metadata(
                        id,
                        type,
                        category,
                        streamId,
                        revision,
                        lane,
                        sequence,
                        recordedAt,
                        correlationId,
                        causationId,
                        actor,
                        reason,
                        checksum,
                        traceparent),
                payload);
    }

    private static Instant readTime(DataInputStream in) throws IOException {
        return Instant.EPOCH.plus(in.readLong(), ChronoUnit.MICROS);
    }

    private static void writeId(DataOutputStream out, UUID id) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static UUID readId(DataInputStream in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }

    private static void writeText(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
        } else {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    private static String readText(DataInputStream in) throws IOException {
        String text = readOptionalText(in);
        if (text == null) {
            throw new IOException("a text is missing");
        }
        return text;
    }

    private static @Nullable String readOptionalText(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : new String(bytes(in, length), StandardCharsets.UTF_8);
    }

    /// All of them, or an [java.io.EOFException].
    private static byte[] bytes(DataInputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }
}
