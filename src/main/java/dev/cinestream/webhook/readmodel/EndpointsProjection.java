package dev.cinestream.webhook.readmodel;

import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.projection.Projection;
import dev.cinestream.eventsourcing.projection.ProjectionRunner;
import dev.cinestream.webhook.Subscription;
import dev.cinestream.webhook.WebhookModule;
import dev.cinestream.webhook.endpoint.EndpointEvent;
import dev.cinestream.webhook.endpoint.EndpointEvent.EndpointChanged;
import dev.cinestream.webhook.endpoint.EndpointEvent.EndpointDisabled;
import dev.cinestream.webhook.endpoint.EndpointEvent.EndpointEnabled;
import dev.cinestream.webhook.endpoint.EndpointEvent.EndpointRegistered;
import dev.cinestream.webhook.endpoint.EndpointEvent.EndpointRemoved;
import dev.cinestream.webhook.endpoint.EndpointEvent.SecretRotated;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// The endpoints: `webhook_endpoints.endpoint`. There are few and they change seldom, so row by row will do.
@ApplicationScoped
public class EndpointsProjection implements Projection {

    public static final String NAME = "webhook_endpoints";

    private static final String PUT =
            """
            .endpoint as e (id, url, types, description, enabled, revision) values ($1, $2, $3, $4, true, $5)
            on conflict (id) do update set url = $2, types = $3, description = $4, revision = $5\
            """;

    private final ProjectionRunner runner;

    EndpointsProjection(ProjectionRunner runner) {
        this.runner = runner;
    }

    @Incoming("webhook-endpoints")
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
        return List.of(WebhookModule.ENDPOINT.category());
    }

    @Override
    public Uni<Void> apply(SqlConnection connection, String schema, List<Envelope<?>> events) {
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUniAndConcatenate(each -> apply(connection, schema, each))
                .onItem()
                .ignoreAsUni();
    }

    private static Uni<Void> apply(SqlConnection connection, String schema, Envelope<?> envelope) {
        UUID id = envelope.metadata().streamId();
        long revision = envelope.metadata().revision();
        return switch ((EndpointEvent) envelope.event()) {
            case EndpointRegistered(Subscription subscription, _) ->
                    put(connection, schema, id, subscription, revision);
            case EndpointChanged(Subscription subscription) ->
                    put(connection, schema, id, subscription, revision);
            case SecretRotated _ -> set(connection, schema, "revision = $2", id, revision);
            case EndpointDisabled _ ->
                    set(connection, schema, "enabled = false, revision = $2", id, revision);
            case EndpointEnabled() ->
                    set(connection, schema, "enabled = true, revision = $2", id, revision);
            case EndpointRemoved() ->
                    connection
                            .preparedQuery("delete from " + schema + ".endpoint where id = $1")
                            .execute(Tuple.of(id))
                            .replaceWithVoid();
        };
    }

    private static Uni<Void> put(
            SqlConnection connection,
            String schema,
            UUID id,
            Subscription subscription,
            long revision) {
        return connection
                .preparedQuery("insert into " + schema + PUT)
                .execute(
                        Tuple.of(
                                id,
                                subscription.url(),
                                subscription.types().toArray(String[]::new),
                                subscription.description(),
                                revision))
                .replaceWithVoid();
    }

    private static Uni<Void> set(
            SqlConnection connection, String schema, String what, UUID id, long revision) {
        return connection
                .preparedQuery("update " + schema + ".endpoint set " + what + " where id = $1")
                .execute(Tuple.of(id, revision))
                .replaceWithVoid();
    }
}
