package dev.cinestream.eventsourcing.process;

import dev.cinestream.eventsourcing.EngineConfig;
import dev.cinestream.eventsourcing.outbox.OutboxRelay;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The deadlines whose moment has come, on the database's clock, as far as this instance looks after them: those in lane
/// groups that it relays. So instances share them as they share the groups, and take over a dead one's when its leases end.
@ApplicationScoped
class DueDeadlines {

    private static final String DUE =
            """
            select id, due_at, set_by, correlation_id from deadlines.running d
            where due_at <= clock_timestamp() and exists (
                select from engine.relay_lease l
                where l.group_no = d.lane % $1 and l.owner = $2 and l.expires_at > clock_timestamp())
            order by due_at limit $3\
            """;

    private final Pool pool;
    private final int laneGroups;
    private final String instanceId;

    DueDeadlines(Pool pool, OutboxRelay relay, EngineConfig config) {
        this.pool = pool;
        this.laneGroups = config.laneGroups();
        this.instanceId = relay.instanceId();
    }

    /// @param setBy the event that set it to this moment
    record Due(UUID id, Instant dueAt, UUID setBy, String correlationId) {}

    /// The longest due ones.
    Uni<List<Due>> first(int most) {
        return pool.preparedQuery(DUE)
                .execute(Tuple.of((short) laneGroups, instanceId, most))
                .map(rows -> {
                    List<Due> due = new ArrayList<>();
                    for (Row row : rows) {
                        due.add(
                                new Due(
                                        row.getUUID(0),
                                        row.getOffsetDateTime(1).toInstant(),
                                        row.getUUID(2),
                                        row.getString(3)));
                    }
                    return due;
                });
    }
}
