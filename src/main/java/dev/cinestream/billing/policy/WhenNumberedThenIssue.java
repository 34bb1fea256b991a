package dev.cinestream.billing.policy;

import dev.cinestream.billing.InvoiceModule;
import dev.cinestream.billing.invoice.InvoiceCommand;
import dev.cinestream.billing.invoice.InvoiceCommand.IssueCreditNote;
import dev.cinestream.billing.invoice.InvoiceCommand.IssueInvoice;
import dev.cinestream.billing.invoicebook.InvoiceBookEvent.NumberAssigned;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.process.AddressedCommand;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// What has its number is a document.
@ApplicationScoped
class WhenNumberedThenIssue implements Reaction {

    @Override
    public boolean hears(Envelope<?> event) {
        return event.event() instanceof NumberAssigned;
    }

    @Override
    public Uni<List<AddressedCommand<?, ?, ?, ?>>> to(Envelope<?> event) {
        var assigned = (NumberAssigned) event.event();
        return Uni.createFrom()
                .item(
                        List.of(
                                AddressedCommand.of(
                                        InvoiceModule.INVOICE,
                                        assigned.invoice(),
                                        issue(assigned))));
    }

    private static InvoiceCommand issue(NumberAssigned assigned) {
        return switch (assigned.series()) {
            case INVOICE -> new IssueInvoice(assigned.text(), assigned.at());
            case CREDIT_NOTE ->
                    new IssueCreditNote(assigned.document(), assigned.text(), assigned.at());
        };
    }
}
