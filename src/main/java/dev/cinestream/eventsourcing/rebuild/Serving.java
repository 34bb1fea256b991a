package dev.cinestream.eventsourcing.rebuild;

import dev.cinestream.eventsourcing.projection.Projection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/// What a rebuild must know of the generation that serves.
///
/// @param version of the code that writes it
/// @param positions every offset below is handled
/// @param standing lanes that wait for a missing event, as `category:lane`
record Serving(int version, Map<TopicPartition, Long> positions, Set<String> standing) {

    private static final String HOLD =
            "begin; set local lock_timeout = '10s'; set local idle_in_transaction_session_timeout = '60s'";
    private static final String LOCK =
            "select version from engine.projection where name = $1 for update";
    private static final String VERSION = "select version from engine.projection where name = $1";
    private static final String POSITIONS =
            "select topic, kafka_partition, next_offset from engine.inbox_position where consumer = $1";
    private static final String STANDING =
            "select category, lane from engine.inbox where consumer = $1 and stopped_at_offset is not null";
    private static final String APART =
            """
            select count(*) from engine.inbox s full join engine.inbox n
                on n.consumer = $2 and n.category = s.category and n.lane = s.lane
            where s.consumer = $1 and s.sequence is distinct from n.sequence\
            """;
    private static final String PARKED =
            """
            select count(*) from engine.quarantine_stream n where n.consumer = $1 and not exists (
                select 1 from engine.quarantine_stream s
                where s.consumer = $2 and s.category = n.category and s.stream_id = n.stream_id)\
            """;

    static Uni<Serving> read(SqlClient client, Projection projection) {
        Tuple name = Tuple.of(projection.name());
        return client.preparedQuery(VERSION)
                .execute(name)
                .map(rows -> rows.iterator().next().getInteger(0))
                .chain(version ->
                        positions(client, projection.name())
                                .chain(positions ->
                                        standing(client, projection.name())
                                                .map(standing ->
                                                        new Serving(
                                                                version, positions, standing))));
    }

    static Uni<Set<String>> standing(SqlClient client, String consumer) {
        return client.preparedQuery(STANDING)
                .execute(Tuple.of(consumer))
                .map(rows -> {
                    Set<String> lanes = new HashSet<>();
                    for (Row row : rows) {
                        lanes.add(row.getString(0) + ":" + row.getShort(1));
                    }
                    return lanes;
                });
    }

    /// Begins a transaction during which no live batch is applied.
    static Uni<Void> hold(SqlConnection connection, String projection) {
        return connection
                .query(HOLD)
                .execute()
                .chain(() -> connection.preparedQuery(LOCK).execute(Tuple.of(projection)))
                .replaceWithVoid();
    }

    /// How many lanes two consumers have applied up to different events.
    static Uni<Long> lanesApart(SqlClient client, String serving, String next) {
        return client.preparedQuery(APART)
                .execute(Tuple.of(serving, next))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /// Streams that one consumer parked and the other did not.
    static Uni<Long> parkedOnlyIn(SqlClient client, String consumer, String notIn) {
        return client.preparedQuery(PARKED)
                .execute(Tuple.of(consumer, notIn))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static Uni<Map<TopicPartition, Long>> positions(SqlClient client, String consumer) {
        return client.preparedQuery(POSITIONS)
                .execute(Tuple.of(consumer))
                .map(rows -> {
                    Map<TopicPartition, Long> positions = new HashMap<>();
                    for (Row row : rows) {
                        positions.put(
                                new TopicPartition(row.getString(0), row.getShort(1)),
                                row.getLong(2));
                    }
                    return positions;
                });
    }
}
