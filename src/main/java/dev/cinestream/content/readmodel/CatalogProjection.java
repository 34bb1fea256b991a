package dev.cinestream.content.readmodel;

import dev.cinestream.content.title.TitleEvent;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.projection.Projection;
import dev.cinestream.eventsourcing.projection.ProjectionRunner;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Titles' events as rows of `catalog.title`, one row a title.
///
/// A title and the one above it lie in different lanes, so a season may arrive before its series. A row therefore holds
/// only what its own title's events say; whether viewers may see it, which depends on what is above, is for the query
/// ([Viewpoint]).
@ApplicationScoped
public class CatalogProjection implements Projection {

    public static final String NAME = "catalog";
    public static final String CATEGORY = "content.title";

    private final ProjectionRunner runner;

    public CatalogProjection(ProjectionRunner runner) {
        this.runner = runner;
    }

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
        return 2;
    }

    @Override
    public List<String> categories() {
        return List.of(CATEGORY);
    }

    @Override
    public Uni<Void> apply(SqlConnection connection, String schema, List<Envelope<?>> events) {
        Map<UUID, TitleChange> changes = new LinkedHashMap<>();
        for (Envelope<?> each : events) {
            changes.computeIfAbsent(each.metadata().streamId(), TitleChange::new)
                    .add(each.metadata(), (TitleEvent) each.event());
        }
        return new TitleWrites(connection, schema).write(changes.values());
    }
}
