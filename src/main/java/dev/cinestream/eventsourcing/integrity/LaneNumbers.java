package dev.cinestream.eventsourcing.integrity;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Every lane that has events, at a glance: from Postgres alone, in one statement and so as of one moment.
///
/// What Kafka has is known without asking it: all of a lane when its group's outbox is relayed, and otherwise as much as
/// any consumer has received from it.
@ApplicationScoped
public class LaneNumbers {

    private static final String LANES =
            """
            select l.category, l.lane, l.sequence as committed, r.position >= g.position as relayed,
                i.consumer, i.sequence as applied, i.stopped_at_offset is not null as stopped
            from engine.lane l join engine.lane_group g using (group_no) join engine.relay_lease r using (group_no)
            left join engine.inbox i using (category, lane)
            where l.sequence > 0 order by 1, 2, 5\
            """;

    private final Pool pool;

    public LaneNumbers(Pool pool) {
        this.pool = pool;
    }

    public Uni<List<LaneIntegrity>> all() {
        return pool.query(LANES).execute().map(LaneNumbers::read);
    }

    private static List<LaneIntegrity> read(RowSet<Row> rows) {
        List<LaneIntegrity> lanes = new ArrayList<>();
        List<Row> ofLane = new ArrayList<>();
        for (Row row : rows) {
            if (!ofLane.isEmpty() && !isSameLane(ofLane.getFirst(), row)) {
                lanes.add(lane(ofLane));
                ofLane.clear();
            }
            ofLane.add(row);
        }
        if (!ofLane.isEmpty()) {
            lanes.add(lane(ofLane));
        }
        return lanes;
    }

    private static boolean isSameLane(Row one, Row other) {
        return one.getString("category").equals(other.getString("category"))
                && one.getShort("lane").equals(other.getShort("lane"));
    }

    private static LaneIntegrity lane(List<Row> rows) {
        Row first = rows.getFirst();
        long committed = first.getLong("committed");
        long received = first.getBoolean("relayed") ? committed : 0;
        Map<String, Long> applied = new TreeMap<>();
        Map<String, Long> standingStill = new TreeMap<>();
        for (Row row : rows) {
            String consumer = row.getString("consumer");
            if (consumer != null) {
                long sequence = row.getLong("applied");
                applied.put(consumer, sequence);
                received = Math.max(received, sequence);
                if (row.getBoolean("stopped")) {
                    standingStill.put(consumer, sequence + 1);
                }
            }
        }
        return new LaneIntegrity(
                first.getString("category"),
                first.getShort("lane"),
                committed,
                received,
                Math.max(0, committed - received),
                applied,
                standingStill);
    }
}
