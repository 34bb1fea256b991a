package dev.cinestream.eventsourcing.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/// The chain that makes a changed byte visible: each event's checksum is the SHA-256 of the checksum of the stream's event
/// before (32 zero bytes for the first), of what places the event, and of its payload as stored.
public final class Checksum {

    public static final int LENGTH = 32;

    private Checksum() {}

    /// The "before" of a stream's first event.
    public static byte[] none() {
        return new byte[LENGTH];
    }

    public static byte[] of(
            byte[] before,
            UUID id,
            String type,
            UUID streamId,
            long revision,
            int lane,
            long sequence,
            Instant recordedAt,
            String actor,
            byte[] payload) {
        byte[] typeBytes = type.getBytes(StandardCharsets.UTF_8);
        byte[] actorBytes = actor.getBytes(StandardCharsets.UTF_8);
        ByteBuffer placed =
                ByteBuffer.allocate(
                        LENGTH + 2 * 16 + 4 * 8 + 3 * 4 + typeBytes.length + actorBytes.length);
        placed.put(before)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putLong(streamId.getMostSignificantBits())
                .putLong(streamId.getLeastSignificantBits())
                .putLong(revision)
                .putInt(lane)
                .putLong(sequence)
                .putLong(recordedAt.getEpochSecond())
                .putLong(recordedAt.getNano() / 1_000L)
                .putInt(typeBytes.length)
                .put(typeBytes)
                .putInt(actorBytes.length)
                .put(actorBytes);
        MessageDigest digest = sha256();
        digest.update(placed.flip());
        return digest.digest(payload);
    }

    /// The checksum an event must have when `before` is its predecessor's.
    public static String expected(String before, Recorded recorded) {
        return HexFormat.of().formatHex(expected(HexFormat.of().parseHex(before), recorded));
    }

    /// The same in bytes.
    public static byte[] expected(byte[] before, Recorded recorded) {
        Metadata m = recorded.metadata();
        return of(
                before,
                m.id(),
                m.type(),
                m.streamId(),
                m.revision(),
                m.lane(),
                m.sequence(),
                m.recordedAt(),
                m.actor(),
                recorded.payload());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
