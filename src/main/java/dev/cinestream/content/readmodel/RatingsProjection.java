package dev.cinestream.content.readmodel;

import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.projection.Projection;
import dev.cinestream.eventsourcing.projection.ProjectionRunner;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// What viewers think of titles, and of each other's reviews, as rows of the schema `ratings`, with the sums by title and by
/// review. Titles are not its business: ratings of one that is withdrawn stay.
@ApplicationScoped
public class RatingsProjection implements Projection {

    public static final String NAME = "ratings";
    public static final List<String> CATEGORIES = List.of("content.opinion", "content.feedback");

    private final ProjectionRunner runner;

    public RatingsProjection(ProjectionRunner runner) {
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
        return 1;
    }

    @Override
    public List<String> categories() {
        return CATEGORIES;
    }

    @Override
    public Uni<Void> apply(SqlConnection connection, String schema, List<Envelope<?>> events) {
        return new OpinionWrites(connection, schema).write(OpinionBatch.of(events));
    }
}
