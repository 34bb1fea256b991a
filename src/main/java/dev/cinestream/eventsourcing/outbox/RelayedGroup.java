package dev.cinestream.eventsourcing.outbox;

import dev.cinestream.eventsourcing.log.ConsistencyToken;
import dev.cinestream.eventsourcing.log.Metadata;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A lane group this instance relays, under one epoch: how far it is fetched, and how far Kafka has acknowledged it.
///
/// The relay's thread fetches and sends, the producer's thread acknowledges; hence the monitor.
final class RelayedGroup {

    private static final int MOST_OFFERED = 64;

    final int group;
    final long epoch;
    private long fetched;
    private long acknowledged;
    private long confirmed;
    private boolean failed;
    private boolean releasing;
    private final Deque<Row> inFlight = new ArrayDeque<>();

    /// Rows that need not be read from Postgres, by position; commits of one process are heard of out of order.
    private final NavigableMap<Long, OutboxRow> offered = new TreeMap<>();

    private final Map<String, Long> offsets;

    /// Last sequences found in Kafka at the takeover; what they cover is not sent again.
    private final Map<String, Long> tail = new HashMap<>();

    private final Map<String, Long> sentSequences = new HashMap<>();

    /// An outbox row whose events are on their way.
    final class Row {
        private final long position;
        private int waiting;
        private final Map<String, Long> rowOffsets = new HashMap<>();

        Row(long position, int events) {
            this.position = position;
            this.waiting = events;
        }

        /// @param topicPartition `topic/partition`; the record is at `offset`
        void acknowledged(String topicPartition, long offset) {
            synchronized (RelayedGroup.this) {
                rowOffsets.merge(topicPartition, offset + 1, Math::max);
                done();
            }
        }

        /// An event that was in Kafka already.
        void skipped() {
            synchronized (RelayedGroup.this) {
                done();
            }
        }

        private void done() {
            waiting--;
            while (!inFlight.isEmpty() && inFlight.peekFirst().waiting == 0) {
                Row first = inFlight.pollFirst();
                acknowledged = first.position;
                first.rowOffsets.forEach((at, offset) -> offsets.merge(at, offset, Math::max));
            }
        }
    }

    RelayedGroup(RelayLeases.Claimed claimed) {
        group = claimed.group();
        epoch = claimed.epoch();
        fetched = claimed.position();
        acknowledged = claimed.position();
        confirmed = claimed.position();
        offsets = parse(claimed.offsets());
    }

    synchronized long fetched() {
        return fetched;
    }

    synchronized long acknowledged() {
        return acknowledged;
    }

    synchronized void fail() {
        failed = true;
    }

    synchronized boolean failed() {
        return failed;
    }

    synchronized void release() {
        releasing = true;
    }

    synchronized boolean releasing() {
        return releasing;
    }

    /// Whether all that was fetched is acknowledged and written back.
    synchronized boolean drained() {
        return inFlight.isEmpty() && confirmed == acknowledged;
    }

    synchronized long startOffset(String topicPartition) {
        return offsets.getOrDefault(topicPartition, 0L);
    }

    synchronized void foundInLog(ConsistencyToken token) {
        tail.merge(token.category() + ":" + token.lane(), token.sequence(), Math::max);
    }

    synchronized boolean isInLog(Metadata event) {
        return event.sequence() <= tail.getOrDefault(event.category() + ":" + event.lane(), 0L);
    }

    /// Kept when it is soon in turn.
    synchronized void offer(OutboxRow row) {
        if (row.position() > fetched && row.position() <= fetched + MOST_OFFERED) {
            offered.put(row.position(), row);
        }
    }

    /// The row in turn, when it was offered.
    synchronized @Nullable OutboxRow nextOffered() {
        offered.headMap(fetched, true).clear();
        return offered.get(fetched + 1);
    }

    /// Whether a row before those that were offered is missing: another instance's, or one not heard of yet.
    synchronized boolean waitsForOthers() {
        return !offered.isEmpty();
    }

    /// Rows come without a hole; a hole is loss and stops the group.
    synchronized Row begin(OutboxRow row) {
        if (row.position() != fetched + 1) {
            failed = true;
            throw new IllegalStateException(
                    "outbox of lane group %d: row %d follows row %d; rows between are lost"
                            .formatted(group, row.position(), fetched));
        }
        fetched = row.position();
        Row started = new Row(row.position(), row.events().size());
        inFlight.add(started);
        return started;
    }

    /// A lane's sequences come without a hole, too.
    synchronized void check(Metadata event) {
        Long before = sentSequences.put(event.category() + ":" + event.lane(), event.sequence());
        if (before != null && event.sequence() != before + 1) {
            failed = true;
            throw new IllegalStateException(
                    "%s:%d has sequence %d after %d"
                            .formatted(event.category(), event.lane(), event.sequence(), before));
        }
    }

    synchronized boolean hasNews() {
        return acknowledged > confirmed;
    }

    synchronized RelayLeases.Progress progress() {
        return new RelayLeases.Progress(group, epoch, acknowledged, format(offsets));
    }

    synchronized void confirmed(RelayLeases.Progress progress) {
        confirmed = Math.max(confirmed, progress.position());
    }

    /// `topic/partition=offset` separated by blanks.
    static String format(Map<String, Long> offsets) {
        return new TreeMap<>(offsets)
                .entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(" "));
    }

    static Map<String, Long> parse(String text) {
        Map<String, Long> offsets = new HashMap<>();
        for (String part : text.split(" ", -1)) {
            int at = part.indexOf('=');
            if (at > 0) {
                offsets.put(part.substring(0, at), Long.parseLong(part.substring(at + 1)));
            }
        }
        return offsets;
    }
}
