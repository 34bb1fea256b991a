package dev.cinestream.user.readmodel;

import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.projection.Projection;
import dev.cinestream.eventsourcing.projection.ProjectionRunner;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.account.StaffEvent.ActingAllowed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/// Who was allowed to act for whom, as rows of `acts.act`.
@ApplicationScoped
public class ActsProjection implements Projection {

    static final String NAME = "acts";

    private static final String INSERT =
            """
            .act (id, account, by, reason, at, until)
            select id, account, by, reason, at, until
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
                as u(id, account, by, reason, at, until)\
            """;

    private final ProjectionRunner runner;

    ActsProjection(ProjectionRunner runner) {
        this.runner = runner;
    }

    private record Allowed(Metadata metadata, Instant until) {}

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
        return List.of(UserModule.ACCOUNT.category());
    }

    @Override
    public Uni<Void> apply(SqlConnection connection, String schema, List<Envelope<?>> events) {
        List<Allowed> allowed =
                events.stream()
                        .flatMap(each ->
                                each.event() instanceof ActingAllowed(Instant until)
                                        ? Stream.of(new Allowed(each.metadata(), until))
                                        : Stream.empty())
                        .toList();
        return allowed.isEmpty()
                ? Uni.createFrom().voidItem()
                : insert(connection, schema, allowed);
    }

    private static Uni<Void> insert(
            SqlConnection connection, String schema, List<Allowed> allowed) {
        return connection
                .preparedQuery("insert into " + schema + INSERT)
                .execute(
                        Tuple.of(
                                ids(allowed, Metadata::id),
                                ids(allowed, Metadata::streamId),
                                texts(allowed, Metadata::actor),
                                texts(allowed, Metadata::reason),
                                times(allowed, each -> each.metadata().recordedAt()),
                                times(allowed, Allowed::until)))
                .replaceWithVoid();
    }

    private static UUID[] ids(List<Allowed> rows, Function<Metadata, UUID> of) {
        return rows.stream().map(row -> of.apply(row.metadata())).toArray(UUID[]::new);
    }

    private static String[] texts(List<Allowed> rows, Function<Metadata, @Nullable String> of) {
        return rows.stream().map(row -> of.apply(row.metadata())).toArray(String[]::new);
    }

    private static OffsetDateTime[] times(List<Allowed> rows, Function<Allowed, Instant> of) {
        return rows.stream()
                .map(row -> of.apply(row).atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }
}
