package dev.cinestream.billing.readmodel;

import dev.cinestream.platform.http.Cursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Asks for customers.
@ApplicationScoped
public class Customers {

    public static final String LISTING = "customers";

    private static final UUID FIRST = new UUID(0, 0);

    private final Rows<CustomerRow> rows;

    Customers(Pool pool) {
        rows = new Rows<>(pool, CustomerRow.TABLE);
    }

    public Uni<Optional<CustomerRow>> find(UUID id) {
        return rows.one("id = $1", Tuple.of(id));
    }

    /// Those of a status, by id.
    public Uni<Page<CustomerRow>> with(CustomerStatus status, @Nullable Cursor after, int limit) {
        UUID from = after == null ? FIRST : after.uuid(0);
        return rows.all(
                        "status = $1 and id > $2 order by id limit $3",
                        Tuple.of(status.name(), from, limit + 1))
                .map(found -> Rows.page(found, limit, row -> Cursor.of(LISTING, row.id())));
    }
}
