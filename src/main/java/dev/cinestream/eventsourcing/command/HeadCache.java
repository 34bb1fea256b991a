package dev.cinestream.eventsourcing.command;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one pipeline remembers of its lane groups between batches: heads and lane sequences as of a group's position. As
/// long as the locked row still has that position nobody else wrote, and all of it is right; otherwise all of it is dropped.
/// So it is when heads were rebuilt from the log.
///
/// Used by one batch at a time, so not synchronised.
final class HeadCache {

    private final long maxBytes;
    private long bytes;
    private final Map<Integer, Head.Group> groups = new HashMap<>();
    private final Map<Head.Lane, Long> lanes = new HashMap<>();
    private final LinkedHashMap<Head.Key, Entry> heads = new LinkedHashMap<>(1024, 0.75f, true);

    private record Entry(int group, Head head) {
        long bytes() {
            return 200L + head.bytes();
        }
    }

    HeadCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Nullable Head head(Head.Key key) {
        Entry entry = heads.get(key);
        return entry == null ? null : entry.head();
    }

    boolean isCurrent(int group, Head.Group row) {
        Head.Group known = groups.get(group);
        return known != null
                && known.position() == row.position()
                && known.rebuilt() == row.rebuilt();
    }

    long sequence(Head.Lane lane) {
        return lanes.getOrDefault(lane, 0L);
    }

    /// The group's lanes as just read with its row.
    void reset(int group, Head.Group row, Map<Head.Lane, Long> read) {
        forget(group);
        groups.put(group, row);
        lanes.putAll(read);
    }

    void put(int group, Head.Key key, Head head) {
        Entry entry = new Entry(group, head);
        bytes += entry.bytes();
        Entry before = heads.put(key, entry);
        if (before != null) {
            bytes -= before.bytes();
        }
        while (bytes > maxBytes && heads.size() > 1) {
            bytes -= heads.pollFirstEntry().getValue().bytes();
        }
    }

    void committed(int group, Head.Group row, Map<Head.Lane, Long> changed) {
        groups.put(group, row);
        lanes.putAll(changed);
    }

    /// After another instance wrote, or when the outcome of a commit is unknown.
    void forget(int group) {
        groups.remove(group);
        heads.values()
                .removeIf(entry -> {
                    boolean gone = entry.group() == group;
                    bytes -= gone ? entry.bytes() : 0;
                    return gone;
                });
    }
}
