package dev.cinestream.eventsourcing.integrity;

import dev.cinestream.eventsourcing.inbox.Watermarks.Lane;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What Postgres has given as of one moment: each lane's last sequence, and each group's last outbox row.
///
/// @param groups of the lanes
record Committed(Map<Lane, Long> sequences, Map<Lane, Integer> groups, Map<Integer, Long> rows) {

    private static final String NUMBERS =
            """
            select l.category, l.lane, l.sequence, l.group_no, g.position
            from engine.lane l join engine.lane_group g using (group_no)\
            """;
    private static final String RELAYED = "select group_no, position from engine.relay_lease";

    static Uni<Committed> read(SqlClient client) {
        return client.query(NUMBERS)
                .execute()
                .map(rows -> {
                    var committed =
                            new Committed(new HashMap<>(), new HashMap<>(), new HashMap<>());
                    for (Row row : rows) {
                        var lane = new Lane(row.getString(0), row.getShort(1));
                        int group = row.getShort(3);
                        committed.sequences.put(lane, row.getLong(2));
                        committed.groups.put(lane, group);
                        committed.rows.put(group, row.getLong(4));
                    }
                    return committed;
                });
    }

    /// The groups whose outbox rows of that moment are not all in Kafka.
    Uni<Set<Integer>> unrelayed(Pool pool) {
        return pool.query(RELAYED)
                .execute()
                .map(leases -> {
                    Set<Integer> waiting = new HashSet<>(rows.keySet());
                    for (Row lease : leases) {
                        int group = lease.getShort(0);
                        if (lease.getLong(1) >= rows.getOrDefault(group, 0L)) {
                            waiting.remove(group);
                        }
                    }
                    return waiting;
                });
    }

    long sequence(Lane lane) {
        return sequences.getOrDefault(lane, 0L);
    }
}
