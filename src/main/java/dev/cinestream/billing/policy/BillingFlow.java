package dev.cinestream.billing.policy;

import dev.cinestream.billing.BillingModule;
import dev.cinestream.billing.InvoiceModule;
import dev.cinestream.billing.customer.CustomerRejection;
import dev.cinestream.eventsourcing.decider.Rejection;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.process.AddressedCommand;
import dev.cinestream.eventsourcing.process.Policy;
import dev.cinestream.user.AccountNews;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/// All of billing's reactions that ask nobody outside, as one consumer.
///
/// Each consumer costs a connection to Kafka, a thread and its share of each poll's wait, and each event of billing would
/// be fetched and decoded once for every reaction. As one policy they have one inbox, and one name from which the ids of
/// their commands derive: no two of them send commands to the same aggregate because of the same event, so none takes
/// another's id. What fails parks the event's stream for all of them; they are about the same matter.
///
/// ```
/// customer ──Billed──▶ draft the invoice ──InvoiceDrafted──▶ take a number ──NumberAssigned──▶ issue it
///    ▲                                                                                        │
///    └──── paid, overdue, uncollectible ◀──── payments, see WhenPaymentRequestedThenCharge ◀───┘
/// ```
@ApplicationScoped
public class BillingFlow implements Policy {

    private final List<Reaction> reactions;

    BillingFlow(
            WhenAccountActivatedThenOpenCustomer customers,
            WhenBilledThenDraftInvoice drafts,
            WhenDraftedThenTakeNumber numbers,
            WhenNumberedThenIssue documents,
            WhenInvoiceSettledThenTellCustomer news,
            WhenPaymentMethodSetThenCollect methods,
            WhenSubscriptionNeverBeganThenWriteOff writeOffs) {
        reactions = List.of(customers, drafts, numbers, documents, news, methods, writeOffs);
    }

    @Override
    public String name() {
        return "billing_flow";
    }

    @Override
    public List<String> categories() {
        return List.of(
                AccountNews.CATEGORY,
                BillingModule.CUSTOMER.category(),
                InvoiceModule.INVOICE.category(),
                InvoiceModule.INVOICE_BOOK.category());
    }

    @Override
    public Uni<List<AddressedCommand<?, ?, ?, ?>>> react(Envelope<?> event) {
        return Multi.createFrom()
                .items(reactions.stream().filter(each -> each.hears(event)))
                .onItem()
                .transformToUniAndConcatenate(each -> each.to(event))
                .onItem()
                .<AddressedCommand<?, ?, ?, ?>>disjoint()
                .collect()
                .asList();
    }

    /// A stream's events in their order; but the numbers of a book, which are all of one stream, side by side.
    @Override
    public Object inOrderWith(Metadata event) {
        UUID together =
                event.category().equals(InvoiceModule.INVOICE_BOOK.category())
                        ? event.id()
                        : event.streamId();
        return together;
    }

    /// A customer that is gone needs to hear nothing, and is not opened again.
    @Override
    public boolean isSettledBy(Rejection refusal) {
        return refusal instanceof CustomerRejection.NoSuchCustomer;
    }
}
