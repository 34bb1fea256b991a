package dev.cinestream.billing.readmodel;

import dev.cinestream.eventsourcing.projection.Progress;
import dev.cinestream.platform.http.Cursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Asks for invoices.
@ApplicationScoped
public class Invoices {

    public static final String LISTING = "invoices";

    private static final Duration AT_MOST = Duration.ofSeconds(5);
    private static final int MOST_OPEN = 100;

    private final Progress progress;
    private final Rows<InvoiceRow> rows;

    Invoices(Pool pool, Progress progress) {
        this.progress = progress;
        rows = new Rows<>(pool, InvoiceRow.TABLE);
    }

    public Uni<Optional<InvoiceRow>> find(UUID id) {
        return rows.one("id = $1", Tuple.of(id));
    }

    public Uni<Optional<InvoiceRow>> numbered(String number) {
        return rows.one("number = $1", Tuple.of(number));
    }

    /// A customer's documents, the newest first; drafts are none yet.
    public Uni<Page<InvoiceRow>> of(UUID customer, @Nullable Cursor after, int limit) {
        long below = after == null ? Long.MAX_VALUE : after.number(0);
        return rows.all(
                        "customer = $1 and bill_number < $2 and number is not null order by bill_number desc limit $3",
                        Tuple.of(customer, below, limit + 1))
                .map(found ->
                        Rows.page(found, limit, row -> Cursor.of(LISTING, row.bill().number())));
    }

    /// What a customer has yet to pay, drafts included; the oldest first.
    public Uni<List<InvoiceRow>> open(UUID customer) {
        return rows.all(
                "customer = $1 and status in ('DRAFT', 'OPEN') order by bill_number limit "
                        + MOST_OPEN,
                Tuple.of(customer));
    }

    /// Succeeds once all invoices that are committed now are known; fails with [Progress.NotYetException] when that takes too
    /// long.
    public Uni<Void> knowingAll() {
        return progress.passedAll(BillingProjection.NAME, "billing.invoice", AT_MOST);
    }
}
