package dev.cinestream.eventsourcing.integrity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Every event id of a log, so that one that is there twice is found, in bounded memory: 16 bytes an event in temporary
/// files, spread by the id's hash, so that all that is like each other is in one file and each file fits in memory.
///
/// Ids with one hash are only likely to be one id: who asks reads both.
final class EventIds implements AutoCloseable {

    /// Where an event lies: the number of its partition in the scan, and the offset.
    record Place(int partition, long offset) {}

    /// Two places with the same hash.
    record Suspects(Place first, Place second) {}

    private static final long IDS_IN_A_FILE = 400_000;
    private static final int MOST_FILES = 256;
    private static final int BYTES = 2 * Long.BYTES;
    private static final int BUFFER_BYTES = 1024 * BYTES;
    private static final int OFFSET_BITS = 48;

    private final List<Bucket> buckets = new ArrayList<>();

    private record Bucket(FileChannel file, ByteBuffer buffer) {}

    EventIds(long expected) {
        long files = Math.clamp(expected / IDS_IN_A_FILE + 1, 1, MOST_FILES);
        try {
            for (int i = 0; i < files; i++) {
                Path path = Files.createTempFile("cinestream-log-scan-", ".ids");
                buckets.add(
                        new Bucket(
                                FileChannel.open(
                                        path,
                                        StandardOpenOption.READ,
                                        StandardOpenOption.WRITE,
                                        StandardOpenOption.DELETE_ON_CLOSE),
                                ByteBuffer.allocate(BUFFER_BYTES)));
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("no temporary file for event ids", e);
        }
    }

    void add(UUID id, Place place) {
        long hash = hash(id);
        Bucket bucket = buckets.get(Math.floorMod(hash, buckets.size()));
        bucket.buffer()
                .putLong(hash)
                .putLong((long) place.partition() << OFFSET_BITS | place.offset());
        if (!bucket.buffer().hasRemaining()) {
            flush(bucket);
        }
    }

    /// Those that are likely there twice, at most so many.
    List<Suspects> twice(int most) {
        List<Suspects> found = new ArrayList<>();
        for (Bucket bucket : buckets) {
            flush(bucket);
            search(bucket, most, found);
        }
        return found;
    }

    /// An open hash table of the file's ids, a hash and a place each.
    private static void search(Bucket bucket, int most, List<Suspects> found) {
        int ids = Math.toIntExact(size(bucket) / BYTES);
        int mask = Math.max(4, Integer.highestOneBit(ids) << 2) - 1;
        long[] hashes = new long[mask + 1];
        long[] places = new long[mask + 1];
        LongBuffer file = read(bucket).asLongBuffer();
        while (file.hasRemaining() && found.size() < most) {
            long hash = file.get();
            long place = file.get();
            int slot = (int) (hash >>> 32) & mask;
            while (hashes[slot] != 0 && hashes[slot] != hash) {
                slot = slot + 1 & mask;
            }
            if (hashes[slot] == hash) {
                found.add(new Suspects(placeOf(places[slot]), placeOf(place)));
            } else {
                hashes[slot] = hash;
                places[slot] = place;
            }
        }
    }

    private static Place placeOf(long packed) {
        return new Place((int) (packed >>> OFFSET_BITS), packed & (1L << OFFSET_BITS) - 1);
    }

    /// Never 0, which marks an empty slot.
    private static long hash(UUID id) {
        long mixed =
                (id.getLeastSignificantBits() ^ Long.rotateLeft(id.getMostSignificantBits(), 32))
                        * 0x9e3779b97f4a7c15L;
        long hash = mixed ^ mixed >>> 29;
        return hash == 0 ? 1 : hash;
    }

    private static void flush(Bucket bucket) {
        try {
            bucket.buffer().flip();
            while (bucket.buffer().hasRemaining()) {
                bucket.file().write(bucket.buffer());
            }
            bucket.buffer().clear();
        } catch (IOException e) {
            throw new UncheckedIOException("event ids cannot be written down", e);
        }
    }

    private static long size(Bucket bucket) {
        try {
            return bucket.file().size();
        } catch (IOException e) {
            throw new UncheckedIOException("event ids cannot be read back", e);
        }
    }

    private static ByteBuffer read(Bucket bucket) {
        try {
            ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(bucket.file().size()));
            while (all.hasRemaining() && bucket.file().read(all, all.position()) >= 0) {
                // reads on
            }
            return all.flip();
        } catch (IOException e) {
            throw new UncheckedIOException("event ids cannot be read back", e);
        }
    }

    @Override
    public void close() {
        for (Bucket bucket : buckets) {
            try {
                bucket.file().close();
            } catch (IOException e) {
                throw new UncheckedIOException("a temporary file cannot be closed", e);
            }
        }
    }
}
