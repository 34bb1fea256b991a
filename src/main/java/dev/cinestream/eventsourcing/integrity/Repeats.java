package dev.cinestream.eventsourcing.integrity;

import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.log.Recorded;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The repeats that a scan came across, to be compared with the first of each when all is read.
final class Repeats {

    private static final int MOST = 10_000;

    private final List<Repeat> kept = new ArrayList<>();
    private long uncompared;

    /// A repeat, where it lies, and what it says in 32 bytes.
    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
    record Repeat(Metadata metadata, String at, byte[] digest) {

        boolean isSameAs(Recorded first) {
            return Arrays.equals(digest, Repeats.digest(first));
        }
    }

    void add(LogRecord.Event event) {
        if (kept.size() < MOST) {
            kept.add(new Repeat(event.recorded().metadata(), event.at(), digest(event.recorded())));
        } else {
            uncompared++;
        }
    }

    List<Repeat> kept() {
        return kept;
    }

    void notCompared() {
        uncompared++;
    }

    long uncompared() {
        return uncompared;
    }

    private static byte[] digest(Recorded recorded) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(recorded.metadata().toString().getBytes(StandardCharsets.UTF_8));
            return digest.digest(recorded.payload());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
