package dev.cinestream.eventsourcing.counter;

import dev.cinestream.eventsourcing.handmade.HandmadeLog;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.projection.Projection;
import dev.cinestream.eventsourcing.projection.ProjectionRunner;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/// One row a counter, with the name of who signed it: what a read model keeps of a person.
@ApplicationScoped
public class SignatureProjection implements Projection {

    private final ProjectionRunner runner;

    public SignatureProjection(ProjectionRunner runner) {
        this.runner = runner;
    }

    private record Change(long by, boolean signed, @Nullable String name) {

        Change after(Object event) {
            return switch ((Counter.Event) event) {
                case Counter.Raised(int more, String _) -> new Change(by + more, signed, name);
                case Counter.Signed(var person) -> new Change(by, true, person.text());
            };
        }
    }

    @Incoming("signatures")
    public Uni<Void> feed(ConsumerRecords<byte[], byte[]> polled) {
        return runner.apply(this, polled);
    }

    @Override
    public String name() {
        return "signatures";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<String> categories() {
        return List.of(Counter.TYPE.category(), HandmadeLog.HANDMADE);
    }

    @Override
    public Uni<Void> apply(SqlConnection connection, String schema, List<Envelope<?>> events) {
        Map<UUID, Change> changes = new LinkedHashMap<>();
        for (Envelope<?> each : events) {
            changes.merge(
                    each.metadata().streamId(),
                    new Change(0, false, null).after(each.event()),
                    (before, _) -> before.after(each.event()));
        }
        List<Change> values = List.copyOf(changes.values());
        return connection
                .preparedQuery(
                        "insert into "
                                + schema
                                + ".signature as s (id, value, signed, name)"
                                + " select * from unnest($1::uuid[], $2::bigint[], $3::boolean[], $4::text[])"
                                + " on conflict (id) do update set value = s.value + excluded.value,"
                                + " signed = s.signed or excluded.signed,"
                                + " name = case when excluded.signed then excluded.name else s.name end")
                .execute(
                        Tuple.of(
                                changes.keySet().toArray(UUID[]::new),
                                values.stream().map(Change::by).toArray(Long[]::new),
                                values.stream().map(Change::signed).toArray(Boolean[]::new),
                                values.stream().map(Change::name).toArray(String[]::new)))
                .replaceWithVoid();
    }
}
