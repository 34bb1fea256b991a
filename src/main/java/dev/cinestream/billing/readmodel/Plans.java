package dev.cinestream.billing.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Asks for plans.
@ApplicationScoped
public class Plans {

    private static final int MOST = 200;

    private final Rows<PlanRow> rows;

    Plans(Pool pool) {
        rows = new Rows<>(pool, PlanRow.TABLE);
    }

    /// Those that can be subscribed to, in the order they were published in; the first 200.
    public Uni<List<PlanRow>> offered() {
        return rows.all("standing = 'OFFERED' order by published_at, id limit $1", Tuple.of(MOST));
    }
}
