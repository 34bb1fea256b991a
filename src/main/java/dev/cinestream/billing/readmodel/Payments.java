package dev.cinestream.billing.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/// Asks for payments.
@ApplicationScoped
public class Payments {

    private final Rows<PaymentRow> rows;

    Payments(Pool pool) {
        rows = new Rows<>(pool, PaymentRow.TABLE);
    }

    public Uni<List<PaymentRow>> of(List<UUID> ids) {
        return rows.all("id = any($1)", Tuple.tuple().addArrayOfUUID(ids.toArray(new UUID[0])));
    }

    /// A provider's payments of a time that succeeded, by id.
    ///
    /// @param after where the page before ended
    public Uni<List<PaymentRow>> succeeded(
            String provider, Instant from, Instant until, UUID after, int limit) {
        return rows.all(
                """
                provider = $1 and status = 'SUCCEEDED' and requested_at >= $2 and requested_at < $3 and id > $4
                order by id limit $5\
                """,
                Tuple.of(
                        provider,
                        from.atOffset(ZoneOffset.UTC),
                        until.atOffset(ZoneOffset.UTC),
                        after,
                        limit));
    }
}
