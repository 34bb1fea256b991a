package dev.cinestream.eventsourcing.rebuild;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/// A lane that a consumer does not apply, since the sequence after `applied` has not come.
///
/// @param stoppedAt the offset of the batch in which that was noticed
record StandingLane(String consumer, String category, int lane, long applied, long stoppedAt) {

    private static final String STANDING =
            """
            select category, lane, sequence, stopped_at_offset from engine.inbox
            where consumer = $1 and stopped_at_offset is not null order by category, lane\
            """;
    private static final String HANDLED =
            """
            select coalesce(max(next_offset), 0) from engine.inbox_position
            where consumer = $1 and topic = $2 and kafka_partition = $3\
            """;

    static Uni<List<StandingLane>> of(SqlClient client, String consumer) {
        return client.preparedQuery(STANDING)
                .execute(Tuple.of(consumer))
                .map(rows -> {
                    List<StandingLane> lanes = new ArrayList<>();
                    for (Row row : rows) {
                        lanes.add(
                                new StandingLane(
                                        consumer,
                                        row.getString(0),
                                        row.getShort(1),
                                        row.getLong(2),
                                        row.getLong(3)));
                    }
                    return lanes;
                });
    }

    /// Every offset below was delivered to the consumer.
    Uni<Long> handled(SqlClient client, TopicPartition at) {
        return client.preparedQuery(HANDLED)
                .execute(Tuple.of(consumer, at.topic(), at.partition()))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    @Override
    public String toString() {
        return consumer + ": " + category + " lane " + lane;
    }
}
