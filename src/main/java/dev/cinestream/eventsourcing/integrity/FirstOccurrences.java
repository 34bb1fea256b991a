package dev.cinestream.eventsourcing.integrity;

import dev.cinestream.eventsourcing.history.IndexedOffsets;
import dev.cinestream.eventsourcing.history.LogIndex;
import dev.cinestream.eventsourcing.history.LogReadException;
import dev.cinestream.eventsourcing.history.LogReaders;
import dev.cinestream.eventsourcing.history.Position;
import dev.cinestream.eventsourcing.inbox.Inbox;
import dev.cinestream.eventsourcing.inbox.Watermarks.Lane;
import dev.cinestream.eventsourcing.integrity.Finding.Kind;
import dev.cinestream.eventsourcing.log.LogLayout;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.log.Recorded;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/// Reads single events again, to say for certain whether two are one: the suspects among the ids, and each repeat's first.
/// Blocks; for the scan's thread.
@ApplicationScoped
class FirstOccurrences {

    private static final Duration AT_MOST = Duration.ofSeconds(15);
    private static final int MOST_SUSPECTS = 10_000;

    private final Pool pool;
    private final LogLayout layout;
    private final IndexedOffsets index;
    private final LogReaders readers;

    FirstOccurrences(Pool pool, LogLayout layout, IndexedOffsets index, LogReaders readers) {
        this.pool = pool;
        this.layout = layout;
        this.index = index;
        this.readers = readers;
    }

    /// @param partitions by their numbers
    void compare(EventIds ids, List<TopicPartition> partitions, Findings findings) {
        for (EventIds.Suspects each : ids.twice(MOST_SUSPECTS)) {
            Position first = position(partitions, each.first());
            Position second = position(partitions, each.second());
            Metadata one = read(first).metadata();
            Metadata other = read(second).metadata();
            if (one.id().equals(other.id())) {
                findings.add(
                        Kind.DOUBLED,
                        other,
                        at(second),
                        "its id is also that of sequence %d at %s"
                                .formatted(one.sequence(), at(first)));
            }
        }
    }

    void compare(Repeats repeats, Findings findings) {
        for (Repeats.Repeat each : repeats.kept()) {
            try {
                compare(each, repeats, findings);
            } catch (LogReadException e) {
                repeats.notCompared();
            }
        }
    }

    private void compare(Repeats.Repeat repeat, Repeats repeats, Findings findings) {
        Metadata metadata = repeat.metadata();
        List<Position> first =
                now(
                        index.find(
                                metadata.category(),
                                layout.topicOf(metadata.category()),
                                metadata.streamId(),
                                metadata.revision(),
                                metadata.revision() + 1));
        if (first.isEmpty() && !isIndexed(metadata)) {
            repeats.notCompared();
        } else if (first.isEmpty() || !repeat.isSameAs(read(first.getFirst()))) {
            findings.add(
                    Kind.FALSE_REPEAT,
                    metadata,
                    repeat.at(),
                    first.isEmpty()
                            ? "the sequence was there before, with another event"
                            : "it differs from the event at " + at(first.getFirst()));
        }
    }

    private boolean isIndexed(Metadata metadata) {
        var lane = new Lane(metadata.category(), metadata.lane());
        return now(Inbox.applied(pool, LogIndex.CONSUMER, lane)) >= metadata.sequence();
    }

    private Recorded read(Position position) {
        return now(readers.read(List.of(position))).getFirst();
    }

    private static Position position(List<TopicPartition> partitions, EventIds.Place place) {
        TopicPartition partition = partitions.get(place.partition());
        return new Position(partition.topic(), partition.partition(), place.offset(), 0);
    }

    private static String at(Position position) {
        return position.topic() + "/" + position.partition() + "@" + position.offset();
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(AT_MOST);
    }
}
