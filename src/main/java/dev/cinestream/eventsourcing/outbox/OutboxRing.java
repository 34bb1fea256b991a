package dev.cinestream.eventsourcing.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.logging.Logger;

/// Keeps the outbox small: three tables in a ring, of which one is written. Rotating means pointing all lane groups to the
/// next one, under their locks; a table whose rows all relays have passed is emptied by TRUNCATE, which costs the same for
/// any number of rows and leaves nothing to vacuum.
///
/// Nothing here can stall the command path: TRUNCATE locks only a table nobody writes, and gives up after a moment when
/// somebody still reads it.
///
/// Two instances may turn the ring at once, one of them paused for minutes between two of its statements. So each step says
/// in its own transaction which state it starts from, and does nothing when the ring has moved on: a table that was passed
/// when it was looked at may be the one that is written now.
final class OutboxRing {

    private static final Logger LOG = Logger.getLogger(OutboxRing.class);
    private static final int SLOTS = 3;

    private static final String DUE =
            """
            select w.slot, n.state = 'empty' as next_free,
                w.changed_at < clock_timestamp() - $1 * interval '1 millisecond' as old
            from engine.outbox_ring w join engine.outbox_ring n on n.slot = (w.slot + 1) % 3
            where w.state = 'writing'\
            """;
    private static final String LOCK_ALL =
            "select position from engine.lane_group order by group_no for update";
    private static final String POINT_TO = "update engine.lane_group set outbox_slot = $1";
    private static final String DRAIN =
            """
            update engine.outbox_ring set state = 'draining', changed_at = clock_timestamp(),
                ends = (select array_agg(position order by group_no) from engine.lane_group)
            where slot = $1 and state = 'writing'\
            """;
    private static final String WRITE =
            "update engine.outbox_ring set state = 'writing', ends = null, changed_at = clock_timestamp() where slot = $1 and state = 'empty'";
    private static final String IS_PASSED =
            """
            r.state = 'draining' and not exists (
                select from (select position, row_number() over (order by group_no) as n from engine.relay_lease) l
                where l.position < r.ends[l.n])\
            """;
    private static final String PASSED =
            "select r.slot from engine.outbox_ring r where " + IS_PASSED;
    private static final String EMPTY =
            "update engine.outbox_ring r set state = 'empty', ends = null, changed_at = clock_timestamp() where r.slot = $1 and "
                    + IS_PASSED;

    private final Pool pool;
    private final long rotateMillis;

    OutboxRing(Pool pool, long rotateMillis) {
        this.pool = pool;
        this.rotateMillis = rotateMillis;
    }

    /// Empties what was passed, then rotates when it is time. Called by the one instance that owns group 0.
    Uni<Void> turn() {
        return emptyPassed().chain(this::rotateIfDue);
    }

    private Uni<Void> emptyPassed() {
        return pool.query(PASSED)
                .execute()
                .chain(rows -> {
                    Uni<Void> all = Uni.createFrom().voidItem();
                    for (Row row : rows) {
                        short slot = row.getShort(0);
                        all = all.chain(() -> truncate(slot));
                    }
                    return all;
                });
    }

    /// Its row in the ring stays locked until the table is empty, so nobody begins to write to it meanwhile.
    Uni<Void> truncate(short slot) {
        return pool.withTransaction(connection ->
                        connection
                                .query("set local lock_timeout = '100ms'")
                                .execute()
                                .chain(() ->
                                        connection.preparedQuery(EMPTY).execute(Tuple.of(slot)))
                                .chain(changed ->
                                        changed.rowCount() == 0
                                                ? Uni.createFrom().voidItem()
                                                : connection
                                                        .query("truncate engine.outbox_" + slot)
                                                        .execute()
                                                        .replaceWithVoid()))
                .onFailure()
                .invoke(failure ->
                        LOG.debugf(
                                "outbox_%d is still being read, it is emptied later: %s",
                                slot, failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> rotateIfDue() {
        return pool.preparedQuery(DUE)
                .execute(Tuple.of(rotateMillis))
                .chain(rows -> {
                    for (Row row : rows) {
                        if (row.getBoolean("next_free") && row.getBoolean("old")) {
                            return rotate(row.getShort("slot"));
                        }
                    }
                    return Uni.createFrom().voidItem();
                });
    }

    /// Does nothing when `from` is no longer the table that is written.
    Uni<Void> rotate(short from) {
        short to = (short) ((from + 1) % SLOTS);
        return pool.withTransaction(connection -> pointAllTo(connection, from, to));
    }

    private static Uni<Void> pointAllTo(SqlConnection connection, short from, short to) {
        return connection
                .query(
                        "set local idle_in_transaction_session_timeout = '3s'; set local lock_timeout = '1s'")
                .execute()
                .chain(() -> connection.query(LOCK_ALL).execute())
                .chain(() -> connection.preparedQuery(DRAIN).execute(Tuple.of(from)))
                .chain(drained ->
                        drained.rowCount() == 0
                                ? Uni.createFrom().voidItem()
                                : write(connection, to));
    }

    private static Uni<Void> write(SqlConnection connection, short to) {
        return connection
                .preparedQuery(WRITE)
                .execute(Tuple.of(to))
                .chain(begun -> {
                    if (begun.rowCount() == 0) {
                        throw new IllegalStateException("outbox_" + to + " is not empty");
                    }
                    return connection.preparedQuery(POINT_TO).execute(Tuple.of(to));
                })
                .replaceWithVoid();
    }
}
