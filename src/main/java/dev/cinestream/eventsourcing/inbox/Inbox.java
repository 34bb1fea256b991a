package dev.cinestream.eventsourcing.inbox;

import dev.cinestream.eventsourcing.inbox.Watermarks.Lane;
import dev.cinestream.eventsourcing.log.LogLayout;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/// The dedup table, `engine.inbox`: which sequence of each lane a consumer has applied. Its rows are locked while a batch is
/// applied, so that a consumer that lost its partition in a rebalance, but does not know yet, cannot apply a thing twice.
public final class Inbox {

    private static final String LOCK =
            """
            select i.category, i.lane, i.sequence from engine.inbox i
            join unnest($2::text[], $3::smallint[]) as u(category, lane) using (category, lane)
            where i.consumer = $1 order by i.category, i.lane for update of i\
            """;
    private static final String MOVE =
            """
            update engine.inbox i set sequence = u.sequence, stopped_at_offset = null
            from unnest($2::text[], $3::smallint[], $4::bigint[]) as u(category, lane, sequence)
            where i.consumer = $1 and i.category = u.category and i.lane = u.lane\
            """;
    private static final String STOP =
            """
            update engine.inbox i set stopped_at_offset = coalesce(i.stopped_at_offset, u.at_offset)
            from unnest($2::text[], $3::smallint[], $4::bigint[]) as u(category, lane, at_offset)
            where i.consumer = $1 and i.category = u.category and i.lane = u.lane\
            """;
    private static final String MOVE_POSITIONS =
            """
            insert into engine.inbox_position as p (consumer, topic, kafka_partition, next_offset)
            select $1, * from unnest($2::text[], $3::smallint[], $4::bigint[])
            on conflict (consumer, topic, kafka_partition) do update set next_offset = greatest(p.next_offset, excluded.next_offset)\
            """;
    private static final String START =
            """
            select least(p.next_offset, (
                select min(i.stopped_at_offset) from engine.inbox i
                where i.consumer = p.consumer and i.category = $4 and i.lane % $5 = p.kafka_partition))
            from engine.inbox_position p where p.consumer = $1 and p.topic = $2 and p.kafka_partition = $3\
            """;
    private static final String CREATE =
            "insert into engine.inbox (consumer, category, lane) select $1, $2, l from generate_series(0, $3 - 1) l on conflict do nothing";
    private static final String SEQUENCE =
            "select sequence from engine.inbox where consumer = $1 and category = $2 and lane = $3";

    private Inbox() {}

    /// Makes the rows of a consumer that is new to a category.
    public static Uni<Void> create(SqlClient client, String consumer, String category, int lanes) {
        return client.preparedQuery(CREATE)
                .execute(Tuple.of(consumer, category, lanes))
                .replaceWithVoid();
    }

    /// Locks the lanes in order and reads their watermarks.
    public static Uni<Watermarks> lock(
            SqlConnection connection, String consumer, Collection<Lane> lanes) {
        String[] categories = lanes.stream().map(Lane::category).toArray(String[]::new);
        Short[] numbers = lanes.stream().map(l -> (short) l.lane()).toArray(Short[]::new);
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(consumer, categories, numbers))
                .map(rows -> {
                    Map<Lane, Long> last = new HashMap<>();
                    for (Row row : rows) {
                        last.put(new Lane(row.getString(0), row.getShort(1)), row.getLong(2));
                    }
                    if (last.size() != Set.copyOf(lanes).size()) {
                        throw new IllegalStateException(
                                "engine.inbox lacks lanes of consumer " + consumer);
                    }
                    return new Watermarks(last);
                });
    }

    /// Moves the watermarks and the positions over what was polled, before the commit of what was applied. All statements
    /// are sent at once.
    public static Uni<Void> move(
            SqlConnection connection,
            String consumer,
            Watermarks watermarks,
            Polled polled,
            LogLayout layout) {
        List<Uni<?>> steps = new ArrayList<>();
        if (!watermarks.changed().isEmpty()) {
            steps.add(
                    connection
                            .preparedQuery(MOVE)
                            .execute(
                                    update(
                                            consumer,
                                            List.copyOf(watermarks.changed()),
                                            watermarks::applied)));
        }
        if (!watermarks.gaps().isEmpty()) {
            Map<TopicPartition, Long> from = polled.from();
            steps.add(
                    connection
                            .preparedQuery(STOP)
                            .execute(
                                    update(
                                            consumer,
                                            List.copyOf(watermarks.gaps()),
                                            lane -> startOf(lane, from, layout))));
        }
        steps.add(
                connection
                        .preparedQuery(MOVE_POSITIONS)
                        .execute(positions(consumer, polled.next())));
        return Uni.combine().all().unis(steps).discardItems();
    }

    /// Where to go on reading a partition: after what is handled, or further back for a lane that stands still.
    public static Uni<Long> start(
            SqlClient client, String consumer, TopicPartition at, LogLayout layout) {
        String category = layout.categoryOf(at.topic()).orElse("");
        return client.preparedQuery(START)
                .execute(
                        Tuple.of(
                                consumer,
                                at.topic(),
                                (short) at.partition(),
                                category,
                                layout.partitionsOf(category)))
                .map(rows -> {
                    for (Row row : rows) {
                        return row.getLong(0);
                    }
                    return 0L;
                });
    }

    /// The last sequence a consumer has applied in a lane; 0 when it has none.
    public static Uni<Long> applied(SqlClient client, String consumer, Lane lane) {
        return client.preparedQuery(SEQUENCE)
                .execute(Tuple.of(consumer, lane.category(), (short) lane.lane()))
                .map(rows -> {
                    for (Row row : rows) {
                        return row.getLong(0);
                    }
                    return 0L;
                });
    }

    private static long startOf(Lane lane, Map<TopicPartition, Long> from, LogLayout layout) {
        return from.getOrDefault(layout.placeOf(lane.category(), lane.lane()), 0L);
    }

    private static Tuple update(
            String consumer, List<Lane> lanes, java.util.function.ToLongFunction<Lane> value) {
        return Tuple.of(
                consumer,
                lanes.stream().map(Lane::category).toArray(String[]::new),
                lanes.stream().map(l -> (short) l.lane()).toArray(Short[]::new),
                lanes.stream().map(value::applyAsLong).toArray(Long[]::new));
    }

    private static Tuple positions(String consumer, Map<TopicPartition, Long> next) {
        List<TopicPartition> order = List.copyOf(next.keySet());
        return Tuple.of(
                consumer,
                order.stream().map(TopicPartition::topic).toArray(String[]::new),
                order.stream().map(p -> (short) p.partition()).toArray(Short[]::new),
                order.stream().map(next::get).toArray(Long[]::new));
    }
}
