package dev.cinestream.eventsourcing.integrity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The last event of each stream that a scan has seen.
interface StreamTails {

    @Nullable Tail of(StreamKey stream);

    void put(StreamKey stream, Tail tail);

    record StreamKey(String category, UUID stream) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
    record Tail(long revision, byte[] checksum) {}
}
