package dev.cinestream.content.readmodel;

import dev.cinestream.content.title.TitleEvent.TitleDrafted;
import dev.cinestream.eventsourcing.log.Envelope;
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
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Which title lies under which, as rows of `titles_under.title`. A title keeps its place for ever, so a row is written once.
@ApplicationScoped
public class TitlesUnderProjection implements Projection {

    static final String NAME = "titles_under";

    private final ProjectionRunner runner;

    public TitlesUnderProjection(ProjectionRunner runner) {
        this.runner = runner;
    }

    @Incoming("titles-under")
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
        return List.of(CatalogProjection.CATEGORY);
    }

    @Override
    public Uni<Void> apply(SqlConnection connection, String schema, List<Envelope<?>> events) {
        List<UUID> ids = new ArrayList<>();
        List<UUID> parents = new ArrayList<>();
        List<OffsetDateTime> drafted = new ArrayList<>();
        for (Envelope<?> each : events) {
            if (each.event() instanceof TitleDrafted(_, UUID parent, _, _) && parent != null) {
                ids.add(each.metadata().streamId());
                parents.add(parent);
                drafted.add(each.metadata().recordedAt().atOffset(ZoneOffset.UTC));
            }
        }
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(
                        "insert into "
                                + schema
                                + ".title (id, parent, drafted_at) select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[])"
                                + " on conflict (id) do nothing")
                .execute(
                        Tuple.of(
                                ids.toArray(UUID[]::new),
                                parents.toArray(UUID[]::new),
                                drafted.toArray(OffsetDateTime[]::new)))
                .replaceWithVoid();
    }
}
