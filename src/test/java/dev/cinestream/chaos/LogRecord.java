package dev.cinestream.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// A record as it lies in a topic. What its headers say is read here anew, from the description of the format alone.
///
/// @param place `topic/partition@offset`, for people
/// @param headers by name
/// @param value the payload, as stored
@SuppressWarnings("ArrayRecordComponent") // never compared; see sameness()
record LogRecord(
        String place, int partition, String key, Map<String, String> headers, byte[] value) {

    /// Differs between two copies of one event sent under two leases.
    private static final String EPOCH = "ce_epoch";

    String text(String header) {
        String found = headers.get(header);
        if (found == null) {
            throw new IllegalArgumentException("it has no header " + header);
        }
        return found;
    }

    long number(String header) {
        return Long.parseLong(text(header));
    }

    String category() {
        String source = text("ce_source");
        return source.substring(source.lastIndexOf('/') + 1);
    }

    String lane() {
        return category() + ":" + number("ce_lane");
    }

    /// `category/id`.
    String stream() {
        return category() + "/" + text("ce_subject");
    }

    /// Of everything that must be the same in every copy of the event.
    String sameness() {
        MessageDigest digest = sha256();
        digest.update(key.getBytes(UTF_8));
        new TreeMap<>(headers)
                .forEach((name, text) -> {
                    if (!name.equals(EPOCH)) {
                        digest.update((name + "=" + text + "\n").getBytes(UTF_8));
                    }
                });
        return HexFormat.of().formatHex(digest.digest(value));
    }

    /// What `ce_checksum` must be when `before` is the one of the stream's event before: SHA-256 of that, then id, stream,
    /// revision, lane (4 bytes), sequence, seconds, microseconds, type and actor with their lengths, and the payload.
    String chained(String before) {
        byte[] type = text("ce_type").getBytes(UTF_8);
        byte[] actor = text("ce_actor").getBytes(UTF_8);
        Instant time = Instant.parse(text("ce_time"));
        UUID id = UUID.fromString(text("ce_id"));
        UUID subject = UUID.fromString(text("ce_subject"));
        ByteBuffer placed = ByteBuffer.allocate(32 + 32 + 32 + 12 + type.length + actor.length);
        placed.put(HexFormat.of().parseHex(before));
        placed.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        placed.putLong(subject.getMostSignificantBits()).putLong(subject.getLeastSignificantBits());
        placed.putLong(number("ce_revision"))
                .putInt((int) number("ce_lane"))
                .putLong(number("ce_sequence"));
        placed.putLong(time.getEpochSecond()).putLong(time.getNano() / 1000);
        placed.putInt(type.length).put(type).putInt(actor.length).put(actor);
        MessageDigest digest = sha256();
        digest.update(placed.array());
        return HexFormat.of().formatHex(digest.digest(value));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
