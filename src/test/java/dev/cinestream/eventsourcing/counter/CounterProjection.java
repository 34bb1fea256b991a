package dev.cinestream.eventsourcing.counter;

import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.projection.Projection;
import dev.cinestream.eventsourcing.projection.ProjectionRunner;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// One row a counter. Refuses the amount 666, so that tests have a poison event.
@ApplicationScoped
public class CounterProjection implements Projection {

    public static final int POISON = 666;

    private final ProjectionRunner runner;
    private volatile boolean cured;
    private volatile UUID failsNext = new UUID(0, 0);
    private volatile Uni<Void> beforeNext = Uni.createFrom().voidItem();

    public CounterProjection(ProjectionRunner runner) {
        this.runner = runner;
    }

    @Incoming("counters")
    public Uni<Void> feed(ConsumerRecords<byte[], byte[]> polled) {
        return runner.apply(this, polled);
    }

    /// From now on the poison can be applied, as after a fix.
    public void cure(boolean cure) {
        cured = cure;
    }

    /// What a rebuild waits for before each of its batches; the serving generation's batches do not.
    public void beforeNext(Uni<Void> awaited) {
        beforeNext = awaited;
    }

    /// A stream that this code cannot apply to the next generation.
    public void failNext(UUID stream) {
        failsNext = stream;
    }

    @Override
    public String name() {
        return "counters";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<String> categories() {
        return List.of("test.counter");
    }

    @Override
    public Uni<Void> apply(SqlConnection connection, String schema, List<Envelope<?>> events) {
        Map<UUID, long[]> changes = new HashMap<>();
        for (Envelope<?> each : events) {
            long[] change = changes.computeIfAbsent(each.metadata().streamId(), _ -> new long[3]);
            if (each.event() instanceof Counter.Raised(int by, String _)) {
                if (by == POISON && !cured) {
                    throw new IllegalArgumentException("cannot apply " + POISON);
                }
                change[0] += by;
            }
            change[1]++;
            change[2] = each.metadata().revision();
        }
        if (!schema.equals(name()) && changes.containsKey(failsNext)) {
            throw new IllegalArgumentException("a mistake of this version");
        }
        return schema.equals(name())
                ? write(connection, schema, changes)
                : beforeNext.chain(() -> write(connection, schema, changes));
    }

    private static Uni<Void> write(
            SqlConnection connection, String schema, Map<UUID, long[]> changes) {
        UUID[] ids = changes.keySet().toArray(UUID[]::new);
        return connection
                .preparedQuery(
                        "insert into "
                                + schema
                                + ".counter as c (id, value, events, revision)"
                                + " select * from unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[])"
                                + " on conflict (id) do update set value = c.value + excluded.value,"
                                + " events = c.events + excluded.events, revision = excluded.revision")
                .execute(
                        Tuple.of(
                                ids,
                                column(ids, changes, 0),
                                column(ids, changes, 1),
                                column(ids, changes, 2)))
                .replaceWithVoid();
    }

    private static Long[] column(UUID[] ids, Map<UUID, long[]> changes, int index) {
        Long[] values = new Long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            values[i] = java.util.Objects.requireNonNull(changes.get(ids[i]))[index];
        }
        return values;
    }
}
