package dev.cinestream.billing.readmodel;

import dev.cinestream.eventsourcing.EngineConfig;
import dev.cinestream.eventsourcing.outbox.OutboxRelay;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The next steps of customers and invoices whose moment has come.
///
/// On the real clock it has come by the database's clock, and each instance looks after those in lane groups that it
/// relays: so instances share them as they share the groups, and take over a dead one's when its leases end. By a test
/// clock, it has come when the clock shows it.
@ApplicationScoped
public class DueSteps {

    private static final String RELAYED_HERE =
            """
            exists (select from engine.relay_lease l
                where l.group_no = %s.lane %% $2 and l.owner = $3 and l.expires_at > clock_timestamp())\
            """;
    private static final String DUE =
            steps(table ->
                    "clock is null and due_at <= clock_timestamp() and %s order by due_at limit $1"
                            .formatted(RELAYED_HERE.formatted(table)));
    private static final String DUE_BY_CLOCK =
            steps(_ -> "clock = $2 and due_at <= $3 order by due_at limit $1");
    private static final String AFTER =
            steps(_ -> "clock = $2 and due_at > $3 order by due_at limit $1");
    private static final String ADVANCING =
            "select document::text from billing.test_clock t where target is not null and "
                    + RELAYED_HERE.formatted("t")
                    + " order by id limit $1";

    private final Pool pool;
    private final short laneGroups;
    private final String instanceId;

    DueSteps(Pool pool, OutboxRelay relay, EngineConfig config) {
        this.pool = pool;
        laneGroups = (short) config.laneGroups();
        instanceId = relay.instanceId();
    }

    /// The longest due ones on the real clock.
    public Uni<List<DueStep>> first(int most) {
        return read(DUE, Tuple.of(most, laneGroups, instanceId));
    }

    /// The longest due ones by a test clock that shows `now`.
    public Uni<List<DueStep>> first(UUID clock, Instant now, int most) {
        return read(DUE_BY_CLOCK, Tuple.of(most, clock, now.atOffset(ZoneOffset.UTC)));
    }

    /// The moment of the next step after `now` by a test clock.
    public Uni<Optional<Instant>> nextAfter(UUID clock, Instant now) {
        return read(AFTER, Tuple.of(1, clock, now.atOffset(ZoneOffset.UTC)))
                .map(steps -> steps.stream().map(DueStep::at).findFirst());
    }

    /// Test clocks that are on their way and that this instance looks after.
    public Uni<List<TestClockRow>> advancing(int most) {
        return pool.preparedQuery(ADVANCING)
                .execute(Tuple.of(most, laneGroups, instanceId))
                .map(rows -> {
                    List<TestClockRow> clocks = new ArrayList<>();
                    for (Row row : rows) {
                        clocks.add(RowJson.read(TestClockRow.class, row.getString(0)));
                    }
                    return clocks;
                });
    }

    private Uni<List<DueStep>> read(String sql, Tuple values) {
        return pool.preparedQuery(sql)
                .execute(values)
                .map(rows -> {
                    List<DueStep> steps = new ArrayList<>();
                    for (Row row : rows) {
                        var awaited = RowJson.read(Awaited.class, row.getString(2));
                        steps.add(
                                new DueStep(
                                        row.getString(0),
                                        row.getUUID(1),
                                        awaited.at(),
                                        awaited.setBy(),
                                        awaited.correlationId()));
                    }
                    return steps;
                });
    }

    /// Of customers and invoices alike; each table gives its first so many, and of those the first so many count.
    private static String steps(java.util.function.UnaryOperator<String> where) {
        String both =
                Stream.of("customer", "invoice")
                        .map(table ->
                                "(select 'billing.%1$s' as category, id, document->'next' as next, due_at from billing.%1$s where %2$s)"
                                        .formatted(table, where.apply(table)))
                        .collect(Collectors.joining(" union all "));
        return "select category, id, next::text from (" + both + ") s order by due_at limit $1";
    }
}
