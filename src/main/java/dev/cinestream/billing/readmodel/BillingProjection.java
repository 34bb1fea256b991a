package dev.cinestream.billing.readmodel;

import dev.cinestream.billing.invoice.InvoiceEvent;
import dev.cinestream.billing.invoice.InvoiceEvent.CreditNoteIssued;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentActionNeeded;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentDeclined;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentSucceeded;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentUnclear;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentUnresolved;
import dev.cinestream.billing.invoice.InvoiceEvent.RefundFailed;
import dev.cinestream.billing.invoice.InvoiceEvent.RefundSucceeded;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.projection.Projection;
import dev.cinestream.eventsourcing.projection.ProjectionRunner;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Billing as rows: `billing.customer`, `.invoice`, `.payment`, `.refund`, `.journal`, `.plan`, `.test_clock`.
@ApplicationScoped
public class BillingProjection implements Projection {

    public static final String NAME = "billing";
    public static final List<String> CATEGORIES =
            List.of("billing.customer", "billing.invoice", "billing.plan", "billing.test-clock");

    private final ProjectionRunner runner;

    public BillingProjection(ProjectionRunner runner) {
        this.runner = runner;
    }

    @Incoming("billing")
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
        return read(connection, schema, events)
                .invoke(batch -> events.forEach(batch::apply))
                .chain(batch -> write(connection, schema, batch));
    }

    private static Uni<BillingBatch> read(
            SqlConnection connection, String schema, List<Envelope<?>> events) {
        Set<UUID> streams = new HashSet<>();
        Set<UUID> payments = new HashSet<>();
        Set<UUID> refunds = new HashSet<>();
        for (Envelope<?> each : events) {
            streams.add(each.metadata().streamId());
            if (each.event() instanceof InvoiceEvent event) {
                concerned(event, payments, refunds);
            }
        }
        return Uni.combine()
                .all()
                .unis(
                        CustomerRow.TABLE.read(connection, schema, streams),
                        InvoiceRow.TABLE.read(connection, schema, streams),
                        PaymentRow.TABLE.read(connection, schema, payments),
                        RefundRow.TABLE.read(connection, schema, refunds),
                        PlanRow.TABLE.read(connection, schema, streams),
                        TestClockRow.TABLE.read(connection, schema, streams))
                .with((customers, invoices, paid, refunded, plans, clocks) ->
                        new BillingBatch(
                                new Folded<>(customers),
                                new Folded<>(invoices),
                                new Folded<>(paid),
                                new Folded<>(refunded),
                                new Folded<>(plans),
                                new Folded<>(clocks)));
    }

    private static void concerned(InvoiceEvent event, Set<UUID> payments, Set<UUID> refunds) {
        switch (event) {
            case PaymentActionNeeded e -> payments.add(e.payment());
            case PaymentUnclear e -> payments.add(e.payment());
            case PaymentUnresolved e -> payments.add(e.payment());
            case PaymentSucceeded e -> payments.add(e.payment());
            case PaymentDeclined e -> payments.add(e.payment());
            case RefundSucceeded e -> refunds.add(e.refund());
            case RefundFailed e -> refunds.add(e.refund());
            case CreditNoteIssued e -> refunds.add(e.refund());
            default -> {}
        }
    }

    private static Uni<Void> write(SqlConnection connection, String schema, BillingBatch batch) {
        return Uni.combine()
                .all()
                .unis(
                        CustomerRow.TABLE.write(connection, schema, batch.customers.changed()),
                        InvoiceRow.TABLE.write(connection, schema, batch.invoices.changed()),
                        PaymentRow.TABLE.write(connection, schema, batch.payments.changed()),
                        RefundRow.TABLE.write(connection, schema, batch.refunds.changed()),
                        PlanRow.TABLE.write(connection, schema, batch.plans.changed()),
                        TestClockRow.TABLE.write(connection, schema, batch.clocks.changed()),
                        JournalLines.write(connection, schema, batch.journal.lines()))
                .discardItems();
    }
}
