package dev.cinestream.billing.policy;

import dev.cinestream.billing.Bill;
import dev.cinestream.billing.BillingConfig;
import dev.cinestream.billing.BillingModule;
import dev.cinestream.billing.Dunning;
import dev.cinestream.billing.InvoiceModule;
import dev.cinestream.billing.PaymentMethod;
import dev.cinestream.billing.customer.CustomerEvent.Billed;
import dev.cinestream.billing.customer.CustomerState.Open;
import dev.cinestream.billing.invoice.InvoiceCommand.DraftInvoice;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.process.AddressedCommand;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A bill becomes an invoice, to be collected by the method that its customer has by then.
@ApplicationScoped
class WhenBilledThenDraftInvoice implements Reaction {

    private final CommandBus bus;
    private final Dunning dunning;

    WhenBilledThenDraftInvoice(CommandBus bus, BillingConfig config) {
        this.bus = bus;
        dunning = new Dunning(config.dunning().retries(), config.dunning().grace());
    }

    @Override
    public boolean hears(Envelope<?> event) {
        return event.event() instanceof Billed;
    }

    @Override
    public Uni<List<AddressedCommand<?, ?, ?, ?>>> to(Envelope<?> event) {
        UUID customer = event.metadata().streamId();
        Bill bill = ((Billed) event.event()).bill();
        return bus.head(BillingModule.CUSTOMER, customer)
                .map(head ->
                        head != null && head.state() instanceof Open open
                                ? List.of(draft(customer, bill, open))
                                : List.of());
    }

    private AddressedCommand<?, ?, ?, ?> draft(UUID customer, Bill bill, Open open) {
        return AddressedCommand.of(
                InvoiceModule.INVOICE,
                bill.id(),
                new DraftInvoice(
                        customer,
                        open.residence(),
                        open.clock(),
                        bill,
                        usable(open.method()),
                        dunning));
    }

    /// Nobody pays by the method of a person who was erased.
    private static @Nullable PaymentMethod usable(@Nullable PaymentMethod method) {
        return method == null || method.reference().text() == null ? null : method;
    }
}
