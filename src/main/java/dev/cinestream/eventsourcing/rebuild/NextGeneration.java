package dev.cinestream.eventsourcing.rebuild;

import dev.cinestream.eventsourcing.projection.Generation;
import dev.cinestream.eventsourcing.projection.Projection;
import dev.cinestream.eventsourcing.projection.Projections;
import dev.cinestream.eventsourcing.rebuild.RebuildStatus.Phase;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.tuples.Tuple2;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;

/// The generation that is being filled: schema, consumer, inbox and quarantine called `<projection>_next`.
///
/// Two may believe to be its owner, when one was paused longer than its lease. So every batch holds an advisory lock,
/// shared, and looks whether it still owns the rebuild; whatever makes, indexes, drops or swaps the schema holds the lock
/// alone.
final class NextGeneration {

    /// Longest wait for readers, live batches and batches of a former owner.
    static final String ALONE =
            "set local lock_timeout = '10s'; set local client_min_messages = warning";

    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended('cinestream.rebuild.' || $1, 0))";
    private static final String LOCK_SHARED =
            "select pg_advisory_xact_lock_shared(hashtextextended('cinestream.rebuild.' || $1, 0))";
    private static final String TABLES =
            "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind in ('r', 'p') order by 1";

    private final Projections projections;
    private final Projection projection;
    private final String owner;
    private final String name;

    NextGeneration(Projections projections, Projection projection, String owner) {
        this.projections = projections;
        this.projection = projection;
        this.owner = owner;
        this.name = nameOf(projection.name());
    }

    static String nameOf(String projection) {
        return projection + "_next";
    }

    String name() {
        return name;
    }

    /// Its transactions need not wait for the disk: what a crash takes, it takes with the watermarks.
    Generation written(Executor thread) {
        return new Generation(
                projection, name, "set local synchronous_commit = off;", this::guard, thread);
    }

    private Uni<Void> guard(SqlConnection connection) {
        var locked = connection.preparedQuery(LOCK_SHARED).execute(Tuple.of(projection.name()));
        var held = RebuildTable.isHeld(connection, projection.name(), owner);
        return Uni.combine()
                .all()
                .unis(locked, held)
                .asTuple()
                .invoke(this::mustBeHeld)
                .replaceWithVoid();
    }

    private void mustBeHeld(Tuple2<?, Boolean> lockedAndHeld) {
        if (!lockedAndHeld.getItem2()) {
            throw new CancellationException(
                    "the rebuild of " + projection.name() + " is not ours any more");
        }
    }

    /// Begins a step that nobody else may take part in.
    private Uni<Void> alone(SqlConnection connection) {
        return connection
                .query(ALONE)
                .execute()
                .chain(() -> lock(connection, projection.name()))
                .chain(() -> guard(connection));
    }

    static Uni<Void> lock(SqlConnection connection, String projection) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(projection)).replaceWithVoid();
    }

    /// Makes the empty tables, unless an earlier owner did.
    Uni<Void> create(SqlConnection connection) {
        return alone(connection)
                .chain(() ->
                        connection
                                .preparedQuery("select 1 from pg_namespace where nspname = $1")
                                .execute(Tuple.of(name)))
                .chain(there ->
                        there.size() > 0
                                ? Uni.createFrom().voidItem()
                                : projections
                                        .createSchema(connection, projection, name)
                                        .chain(() ->
                                                projections.createInbox(
                                                        connection, projection, name)));
    }

    /// Throws away what code of another version made, and begins anew.
    Uni<Void> createAnew(SqlConnection connection) {
        return alone(connection)
                .chain(() -> discard(connection, projection.name()))
                .chain(() -> create(connection))
                .chain(() -> RebuildTable.anew(connection, projection, owner))
                .replaceWithVoid();
    }

    /// Makes the indexes and goes on to catching up, in one transaction.
    Uni<Void> index(SqlConnection connection) {
        return alone(connection)
                .chain(() ->
                        connection
                                .query(
                                        "set local maintenance_work_mem = '256MB'; set local search_path to "
                                                + name
                                                + ", public")
                                .execute())
                .chain(() -> connection.query(Projections.script(projection.indexes())).execute())
                .chain(() -> analyze(connection))
                .chain(() ->
                        RebuildTable.enter(connection, projection.name(), owner, Phase.CATCHING_UP))
                .replaceWithVoid();
    }

    private Uni<Void> analyze(SqlConnection connection) {
        return tables(connection, name)
                .chain(tables -> {
                    Uni<Void> all = Uni.createFrom().voidItem();
                    for (String table : tables) {
                        String sql = "analyze " + name + "." + Checksums.quoted(table);
                        all = all.chain(() -> connection.query(sql).execute().replaceWithVoid());
                    }
                    return all;
                });
    }

    static Uni<List<String>> tables(SqlClient client, String schema) {
        return client.preparedQuery(TABLES)
                .execute(Tuple.of(schema))
                .map(rows -> {
                    var names = new ArrayList<String>();
                    for (Row row : rows) {
                        names.add(row.getString(0));
                    }
                    return names;
                });
    }

    /// Takes the serving generation's place: schema, inbox, quarantine and version, in the caller's transaction, which
    /// holds the row of `engine.projection`, so that no live batch is under way.
    Uni<Void> swap(SqlConnection connection) {
        String serving = projection.name();
        return alone(connection)
                .chain(() ->
                        all(
                                connection,
                                "alter schema " + serving + " rename to " + serving + "_old",
                                "alter schema " + name + " rename to " + serving,
                                "drop schema " + serving + "_old cascade"))
                .chain(() ->
                        Uni.join()
                                .all(
                                        handOver(connection, "inbox"),
                                        handOver(connection, "inbox_position"),
                                        handOver(connection, "quarantine_stream"))
                                .andFailFast())
                .chain(() ->
                        connection
                                .preparedQuery(
                                        "update engine.projection set version = $2, generation = generation + 1, serving_since = now() where name = $1")
                                .execute(Tuple.of(serving, projection.version())))
                .chain(() -> RebuildTable.end(connection, serving, Phase.DONE, null))
                .replaceWithVoid();
    }

    private Uni<Void> handOver(SqlConnection connection, String table) {
        return connection
                .preparedQuery("delete from engine." + table + " where consumer = $1")
                .execute(Tuple.of(projection.name()))
                .chain(() ->
                        connection
                                .preparedQuery(
                                        "update engine."
                                                + table
                                                + " set consumer = $1 where consumer = $2")
                                .execute(Tuple.of(projection.name(), name)))
                .replaceWithVoid();
    }

    /// Drops it and all that is known of it; the caller holds the lock.
    ///
    /// The schema goes last: while it waited for the advisory lock, Postgres may have missed that another made the schema, and
    /// it hears of that only when it locks a table.
    static Uni<Void> discard(SqlConnection connection, String projection) {
        String next = nameOf(projection);
        return all(
                connection,
                "delete from engine.inbox where consumer = '" + next + "'",
                "delete from engine.inbox_position where consumer = '" + next + "'",
                "delete from engine.quarantine_stream where consumer = '" + next + "'",
                "drop schema if exists " + next + " cascade");
    }

    private static Uni<Void> all(SqlConnection connection, String... statements) {
        return connection.query(String.join("; ", statements)).execute().replaceWithVoid();
    }
}
