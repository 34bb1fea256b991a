package dev.cinestream.billing.policy;

import dev.cinestream.billing.BillingConfig;
import dev.cinestream.billing.BillingModule;
import dev.cinestream.billing.InvoiceModule;
import dev.cinestream.billing.customer.CustomerCommand;
import dev.cinestream.billing.customer.CustomerCommand.NoteOverdue;
import dev.cinestream.billing.customer.CustomerCommand.NotePaid;
import dev.cinestream.billing.customer.CustomerCommand.NoteUncollectible;
import dev.cinestream.billing.invoice.InvoiceEvent.InvoicePaid;
import dev.cinestream.billing.invoice.InvoiceEvent.InvoiceUncollectible;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentDeclined;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentMethodMissing;
import dev.cinestream.billing.invoice.InvoiceState;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.process.AddressedCommand;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A customer hears that an invoice is paid, overdue, or given up. How it is collected is the invoice's own matter.
@ApplicationScoped
class WhenInvoiceSettledThenTellCustomer implements Reaction {

    private final CommandBus bus;
    private final BillingConfig config;

    WhenInvoiceSettledThenTellCustomer(CommandBus bus, BillingConfig config) {
        this.bus = bus;
        this.config = config;
    }

    @Override
    public boolean hears(Envelope<?> event) {
        return switch (event.event()) {
            case InvoicePaid _, PaymentDeclined _, PaymentMethodMissing _, InvoiceUncollectible _ ->
                    true;
            default -> false;
        };
    }

    @Override
    public Uni<List<AddressedCommand<?, ?, ?, ?>>> to(Envelope<?> event) {
        UUID invoice = event.metadata().streamId();
        CustomerCommand news =
                switch (event.event()) {
                    case InvoicePaid(var at) -> new NotePaid(invoice, at);
                    case PaymentDeclined declined -> new NoteOverdue(invoice, declined.at());
                    case PaymentMethodMissing missing -> new NoteOverdue(invoice, missing.at());
                    case InvoiceUncollectible(var at) ->
                            new NoteUncollectible(invoice, pauseUntil(at, config.dunning()), at);
                    default -> throw new IllegalArgumentException("not heard: " + event.event());
                };
        return bus.head(InvoiceModule.INVOICE, invoice)
                .map(head ->
                        head != null && head.state() instanceof InvoiceState.Issued issued
                                ? List.of(
                                        AddressedCommand.of(
                                                BillingModule.CUSTOMER,
                                                issued.debt().customer(),
                                                news))
                                : List.of());
    }

    /// Null when what nobody pays for ends.
    static @Nullable Instant pauseUntil(Instant at, BillingConfig.Dunnings dunning) {
        return switch (dunning.then()) {
            case CANCEL -> null;
            case PAUSE -> at.plus(dunning.pause());
        };
    }
}
