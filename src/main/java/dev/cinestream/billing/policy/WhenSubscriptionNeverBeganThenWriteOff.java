package dev.cinestream.billing.policy;

import dev.cinestream.billing.InvoiceModule;
import dev.cinestream.billing.customer.CustomerEvent.SubscriptionEnded;
import dev.cinestream.billing.invoice.InvoiceCommand.WriteOff;
import dev.cinestream.billing.invoice.InvoiceState;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.process.AddressedCommand;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/// What was to be paid for a subscription that never began is not collected any more. A charge that is under way goes back if
/// it succeeds. One that came first, or for an invoice that is not a document yet, becomes the customer's credit.
@ApplicationScoped
class WhenSubscriptionNeverBeganThenWriteOff implements Reaction {

    private final CommandBus bus;

    WhenSubscriptionNeverBeganThenWriteOff(CommandBus bus) {
        this.bus = bus;
    }

    @Override
    public boolean hears(Envelope<?> event) {
        return event.event() instanceof SubscriptionEnded ended && ended.unpaid() != null;
    }

    @Override
    public Uni<List<AddressedCommand<?, ?, ?, ?>>> to(Envelope<?> event) {
        SubscriptionEnded ended = (SubscriptionEnded) event.event();
        UUID invoice = ended.unpaid();
        if (invoice == null) {
            throw new IllegalArgumentException("not heard: " + ended);
        }
        return bus.head(InvoiceModule.INVOICE, invoice)
                .map(head ->
                        head != null && head.state() instanceof InvoiceState.Issued
                                ? List.of(
                                        AddressedCommand.of(
                                                InvoiceModule.INVOICE,
                                                invoice,
                                                new WriteOff(ended.at())))
                                : List.of());
    }
}
