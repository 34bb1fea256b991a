package dev.cinestream.admin.readmodel;

import dev.cinestream.admin.audit.AuditEvent;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.projection.Projection;
import dev.cinestream.eventsourcing.projection.ProjectionRunner;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/// The audit log as rows of `audit.entry`, one row an action.
@ApplicationScoped
public class AuditEntryProjection implements Projection {

    public static final String NAME = "audit";

    private static final String BEGUN =
            """
            .entry (id, at, actor, roles, action, target, reason, correlation_id, outcome, detail, ended_at)
            select id, at, actor, string_to_array(roles, ' '), action, target, reason, correlation_id, outcome, detail, ended_at
            from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                $9::text[], $10::text[], $11::timestamptz[])
                as u(id, at, actor, roles, action, target, reason, correlation_id, outcome, detail, ended_at)\
            """;
    private static final String ENDED =
            """
            .entry e set outcome = u.outcome, detail = u.detail, ended_at = u.ended_at
            from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[]) as u(id, outcome, detail, ended_at)
            where e.id = u.id\
            """;

    private final ProjectionRunner runner;

    public AuditEntryProjection(ProjectionRunner runner) {
        this.runner = runner;
    }

    private record Begun(
            Metadata metadata,
            String action,
            String target,
            List<String> roles,
            @Nullable End end) {}

    private record End(Metadata metadata, String outcome, String detail) {}

    @Incoming(NAME)
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
        return List.of("admin.audit");
    }

    @Override
    public Uni<Void> apply(SqlConnection connection, String schema, List<Envelope<?>> events) {
        List<Begun> begun = new ArrayList<>();
        List<End> ended = new ArrayList<>();
        for (Envelope<?> each : events) {
            Metadata m = each.metadata();
            switch ((AuditEvent) each.event()) {
                case AuditEvent.ActionBegun(String action, String target, List<String> roles) ->
                        begun.add(new Begun(m, action, target, roles, null));
                case AuditEvent.ActionEnded(_, var outcome, String detail) ->
                        ended.add(new End(m, outcome.name(), detail));
                case AuditEvent.ActionTaken(
                                String action,
                                String target,
                                List<String> roles,
                                var outcome,
                                String detail) ->
                        begun.add(
                                new Begun(
                                        m,
                                        action,
                                        target,
                                        roles,
                                        new End(m, outcome.name(), detail)));
            }
        }
        return insert(connection, schema, begun).chain(() -> update(connection, schema, ended));
    }

    private static Uni<Void> insert(SqlConnection connection, String schema, List<Begun> begun) {
        if (begun.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery("insert into " + schema + BEGUN)
                .execute(
                        Tuple.from(
                                List.of(
                                        ids(begun, Begun::metadata),
                                        times(begun, Begun::metadata),
                                        texts(begun, each -> each.metadata().actor()),
                                        texts(begun, each -> String.join(" ", each.roles())),
                                        texts(begun, Begun::action),
                                        texts(begun, Begun::target),
                                        texts(begun, each -> each.metadata().reason()),
                                        texts(begun, each -> each.metadata().correlationId()),
                                        texts(begun, each -> outcome(each.end())),
                                        texts(begun, each -> detail(each.end())),
                                        times(
                                                begun,
                                                each ->
                                                        each.end() == null
                                                                ? null
                                                                : each.metadata()))))
                .replaceWithVoid();
    }

    private static Uni<Void> update(SqlConnection connection, String schema, List<End> ended) {
        if (ended.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery("update " + schema + ENDED)
                .execute(
                        Tuple.of(
                                ids(ended, End::metadata),
                                texts(ended, End::outcome),
                                texts(ended, AuditEntryProjection::detail),
                                times(ended, End::metadata)))
                .replaceWithVoid();
    }

    private static @Nullable String outcome(@Nullable End end) {
        return end == null ? null : end.outcome();
    }

    private static @Nullable String detail(@Nullable End end) {
        return end == null || end.detail().isEmpty() ? null : end.detail();
    }

    private static <T> UUID[] ids(List<T> rows, Function<T, Metadata> of) {
        return rows.stream().map(row -> of.apply(row).streamId()).toArray(UUID[]::new);
    }

    private static <T> String[] texts(List<T> rows, Function<T, @Nullable String> of) {
        return rows.stream().map(of).toArray(String[]::new);
    }

    private static <T> OffsetDateTime[] times(List<T> rows, Function<T, @Nullable Metadata> of) {
        return rows.stream()
                .map(of)
                .map(m -> m == null ? null : m.recordedAt().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }
}
