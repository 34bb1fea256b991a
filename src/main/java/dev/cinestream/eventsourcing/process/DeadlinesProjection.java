package dev.cinestream.eventsourcing.process;

import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.process.deadline.DeadlineEvent.DeadlineSet;
import dev.cinestream.eventsourcing.projection.Projection;
import dev.cinestream.eventsourcing.projection.ProjectionRunner;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// The deadlines that run, by the moment they are due: `deadlines.running`.
@ApplicationScoped
public class DeadlinesProjection implements Projection {

    static final String NAME = "deadlines";

    private final ProjectionRunner runner;

    public DeadlinesProjection(ProjectionRunner runner) {
        this.runner = runner;
    }

    @Incoming("deadlines")
    public Uni<Void> feed(ConsumerRecords<byte[], byte[]> polled) {
        return runner.apply(this, polled);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<String> categories() {
        return List.of(Deadlines.TYPE.category());
    }

    @Override
    public Uni<Void> apply(SqlConnection connection, String schema, List<Envelope<?>> events) {
        Map<UUID, Envelope<?>> last = new LinkedHashMap<>();
        events.forEach(each -> last.put(each.metadata().streamId(), each));
        return connection
                .preparedQuery("delete from " + schema + ".running where id = any($1::uuid[])")
                .execute(Tuple.of(last.keySet().toArray(UUID[]::new)))
                .chain(() -> insert(connection, schema, last));
    }

    private static Uni<Void> insert(
            SqlConnection connection, String schema, Map<UUID, Envelope<?>> last) {
        List<UUID> ids = new ArrayList<>();
        List<Short> lanes = new ArrayList<>();
        List<OffsetDateTime> due = new ArrayList<>();
        List<UUID> setBy = new ArrayList<>();
        List<String> correlations = new ArrayList<>();
        last.forEach((id, each) -> {
            if (each.event() instanceof DeadlineSet set) {
                ids.add(id);
                lanes.add((short) each.metadata().lane());
                due.add(set.dueAt().atOffset(ZoneOffset.UTC));
                setBy.add(each.metadata().id());
                correlations.add(each.metadata().correlationId());
            }
        });
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(
                        "insert into "
                                + schema
                                + ".running (id, lane, due_at, set_by, correlation_id)"
                                + " select * from unnest($1::uuid[], $2::smallint[], $3::timestamptz[], $4::uuid[], $5::text[])")
                .execute(
                        Tuple.of(
                                ids.toArray(UUID[]::new),
                                lanes.toArray(Short[]::new),
                                due.toArray(OffsetDateTime[]::new),
                                setBy.toArray(UUID[]::new),
                                correlations.toArray(String[]::new)))
                .replaceWithVoid();
    }
}
