package dev.cinestream.eventsourcing.projection;

import dev.cinestream.eventsourcing.EngineConfig;
import dev.cinestream.eventsourcing.inbox.Inbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// All projections of all modules, and the tables of a new one.
///
/// A module feeds its projection with one method: `@Incoming("catalog") Uni<Void> feed(ConsumerRecords<byte[], byte[]>
/// polled)` that hands the poll to [ProjectionRunner#apply]. The channel's `group.id` is the projection's name and its
/// `consumer-rebalance-listener.name` is `projections`.
@ApplicationScoped
public class Projections {

    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private final Pool pool;
    private final EngineConfig config;
    private final Map<String, Projection> byName = new LinkedHashMap<>();

    public Projections(Pool pool, EngineConfig config, @Any Instance<Projection> projections) {
        this.pool = pool;
        this.config = config;
        for (Projection each : projections) {
            if (!each.name().matches("[a-z][a-z0-9_]{0,30}")) {
                throw new IllegalStateException(
                        "a projection's name is a lower-case identifier, not " + each.name());
            }
            if (byName.put(each.name(), each) != null) {
                throw new IllegalStateException("two projections are called " + each.name());
            }
        }
    }

    public Collection<Projection> all() {
        return byName.values();
    }

    /// @throws IllegalArgumentException when there is none
    public Projection of(String name) {
        Projection projection = byName.get(name);
        if (projection == null) {
            throw new IllegalArgumentException(
                    "there is no projection " + name + ", only " + byName.keySet());
        }
        return projection;
    }

    /// Makes the tables and inboxes of projections that have none. Blocks; for the start.
    public void create() {
        for (Projection each : all()) {
            pool.withTransaction(connection -> create(connection, each)).await().atMost(AT_MOST);
        }
    }

    private Uni<Void> create(SqlConnection connection, Projection projection) {
        return connection
                .preparedQuery(
                        "select pg_advisory_xact_lock(hashtextextended('cinestream.projection.' || $1, 0))")
                .execute(Tuple.of(projection.name()))
                .chain(() ->
                        connection
                                .preparedQuery(
                                        "insert into engine.projection (name, version) values ($1, $2) on conflict do nothing")
                                .execute(Tuple.of(projection.name(), projection.version())))
                .chain(inserted ->
                        inserted.rowCount() == 0
                                ? Uni.createFrom().voidItem()
                                : createSchema(connection, projection, projection.name())
                                        .chain(() ->
                                                connection
                                                        .query(script(projection.indexes()))
                                                        .execute())
                                        .replaceWithVoid())
                .chain(() -> createInbox(connection, projection, projection.name()));
    }

    /// An empty generation, without its indexes; leaves `search_path` on it for the rest of the transaction.
    public Uni<Void> createSchema(SqlConnection connection, Projection projection, String schema) {
        return connection
                .query(
                        "create schema "
                                + schema
                                + "; set local search_path to "
                                + schema
                                + ", public")
                .execute()
                .chain(() -> connection.query(script(projection.tables())).execute())
                .replaceWithVoid();
    }

    /// Watermarks at zero for every lane it reads.
    public Uni<Void> createInbox(SqlConnection connection, Projection projection, String consumer) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (String category : projection.categories()) {
            all = all.chain(() -> Inbox.create(connection, consumer, category, config.lanes()));
        }
        return all;
    }

    /// A class-path resource of a projection.
    public static String script(String resource) {
        try (InputStream in =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
