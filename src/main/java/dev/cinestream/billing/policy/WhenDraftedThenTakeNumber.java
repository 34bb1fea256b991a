package dev.cinestream.billing.policy;

import dev.cinestream.billing.BillingConfig;
import dev.cinestream.billing.InvoiceModule;
import dev.cinestream.billing.invoice.InvoiceEvent.InvoiceDrafted;
import dev.cinestream.billing.invoice.InvoiceEvent.RefundSucceeded;
import dev.cinestream.billing.invoice.InvoiceEvent.Why;
import dev.cinestream.billing.invoice.InvoiceState.Issued;
import dev.cinestream.billing.invoicebook.InvoiceBook;
import dev.cinestream.billing.invoicebook.InvoiceBookCommand.AssignNumber;
import dev.cinestream.billing.invoicebook.Series;
import dev.cinestream.billing.time.Time;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.process.AddressedCommand;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// An invoice, and a credit note for what was returned, takes the next number of its book. Only when the invoice is there:
/// a number that nothing is issued under would be a hole.
@ApplicationScoped
class WhenDraftedThenTakeNumber implements Reaction {

    private final CommandBus bus;
    private final Time time;
    private final BillingConfig.Seller seller;

    WhenDraftedThenTakeNumber(CommandBus bus, Time time, BillingConfig config) {
        this.bus = bus;
        this.time = time;
        this.seller = config.seller();
    }

    @Override
    public boolean hears(Envelope<?> event) {
        return event.event() instanceof InvoiceDrafted || event.event() instanceof RefundSucceeded;
    }

    @Override
    public Uni<List<AddressedCommand<?, ?, ?, ?>>> to(Envelope<?> event) {
        UUID invoice = event.metadata().streamId();
        return switch (event.event()) {
            case InvoiceDrafted drafted ->
                    time.now(drafted.clock())
                            .map(at -> List.of(number(Series.INVOICE, invoice, invoice, at)));
            case RefundSucceeded refund ->
                    isReturn(invoice, refund.refund())
                            .map(yes ->
                                    yes
                                            ? List.of(
                                                    number(
                                                            Series.CREDIT_NOTE,
                                                            refund.refund(),
                                                            invoice,
                                                            refund.at()))
                                            : List.of());
            default -> Uni.createFrom().item(List.of());
        };
    }

    private Uni<Boolean> isReturn(UUID invoice, UUID refund) {
        return bus.head(InvoiceModule.INVOICE, invoice)
                .map(head ->
                        head != null
                                && head.state() instanceof Issued issued
                                && issued.repayments().stream()
                                        .anyMatch(each ->
                                                each.id().equals(refund)
                                                        && each.why() == Why.RETURN));
    }

    private AddressedCommand<?, ?, ?, ?> number(
            Series series, UUID document, UUID invoice, Instant at) {
        int year = at.atZone(seller.zone()).getYear();
        return AddressedCommand.of(
                InvoiceModule.INVOICE_BOOK,
                InvoiceBook.id(seller.id(), year, series),
                new AssignNumber(seller.id(), year, series, document, invoice, at));
    }
}
