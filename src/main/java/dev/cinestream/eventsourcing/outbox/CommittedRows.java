package dev.cinestream.eventsourcing.outbox;

import dev.cinestream.eventsourcing.log.Recorded;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// What this process committed, on its way to its own relay without a detour through Postgres. A shortcut and nothing more:
/// what does not fit, or belongs to a group that others relay, is dropped here and read from the outbox.
final class CommittedRows {

    private static final long MOST_BYTES = 16L << 20;

    private final Queue<OutboxRow> rows = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();

    /// From any thread.
    void add(OutboxRow row) {
        long size = bytes(row);
        if (bytes.addAndGet(size) > MOST_BYTES) {
            bytes.addAndGet(-size);
        } else {
            rows.add(row);
        }
    }

    /// Hands them to the groups they belong to, and answers which groups others relay. On the relay's thread.
    Set<Integer> to(Map<Integer, RelayedGroup> groups) {
        Set<Integer> elsewhere = new HashSet<>();
        for (OutboxRow row = rows.poll(); row != null; row = rows.poll()) {
            bytes.addAndGet(-bytes(row));
            RelayedGroup group = groups.get(row.group());
            if (group == null) {
                elsewhere.add(row.group());
            } else {
                group.offer(row);
            }
        }
        return elsewhere;
    }

    private static long bytes(OutboxRow row) {
        long sum = 0;
        for (Recorded event : row.events()) {
            sum += event.payload().length;
        }
        return sum;
    }
}
