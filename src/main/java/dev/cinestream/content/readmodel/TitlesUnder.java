package dev.cinestream.content.readmodel;

import dev.cinestream.eventsourcing.log.ConsistencyToken;
import dev.cinestream.eventsourcing.projection.Progress;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Asks what lies directly under a title.
@ApplicationScoped
public class TitlesUnder {

    private static final Duration AT_MOST = Duration.ofSeconds(5);
    private static final String OF =
            "select id, drafted_at from titles_under.title where parent = $1 order by id";

    private final Pool pool;
    private final Progress progress;

    public TitlesUnder(Pool pool, Progress progress) {
        this.pool = pool;
        this.progress = progress;
    }

    /// A title under another, and since when.
    public record Child(UUID id, Instant draftedAt) {}

    /// As far as the index is; see [#knowing] and [#knowingAll].
    public Uni<List<Child>> of(UUID parent) {
        return pool.preparedQuery(OF)
                .execute(Tuple.of(parent))
                .map(rows -> {
                    List<Child> children = new ArrayList<>();
                    for (Row row : rows) {
                        children.add(
                                new Child(row.getUUID(0), row.getOffsetDateTime(1).toInstant()));
                    }
                    return children;
                });
    }

    /// Succeeds once the index knows the event; fails with [Progress.NotYetException] when that takes too long.
    public Uni<Void> knowing(ConsistencyToken event) {
        return progress.passed(TitlesUnderProjection.NAME, event, AT_MOST);
    }

    /// Succeeds once the index knows all titles that are committed now; fails with [Progress.NotYetException] when that
    /// takes too long.
    public Uni<Void> knowingAll() {
        return progress.passedAll(TitlesUnderProjection.NAME, CatalogProjection.CATEGORY, AT_MOST);
    }
}
