package dev.cinestream.billing.readmodel;

import dev.cinestream.billing.customer.CustomerEvent;
import dev.cinestream.billing.customer.CustomerEvent.CreditGiven;
import dev.cinestream.billing.customer.CustomerEvent.CustomerOpened;
import dev.cinestream.billing.invoice.InvoiceEvent;
import dev.cinestream.billing.plan.PlanEvent;
import dev.cinestream.billing.testclock.TestClockEvent;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.log.Metadata;

/// The rows that a batch of events concerns, while the events are folded onto them.
final class BillingBatch {

    final Folded<CustomerRow> customers;
    final Folded<InvoiceRow> invoices;
    final Folded<PaymentRow> payments;
    final Folded<RefundRow> refunds;
    final Folded<PlanRow> plans;
    final Folded<TestClockRow> clocks;
    final Journal journal = new Journal();

    BillingBatch(
            Folded<CustomerRow> customers,
            Folded<InvoiceRow> invoices,
            Folded<PaymentRow> payments,
            Folded<RefundRow> refunds,
            Folded<PlanRow> plans,
            Folded<TestClockRow> clocks) {
        this.customers = customers;
        this.invoices = invoices;
        this.payments = payments;
        this.refunds = refunds;
        this.plans = plans;
        this.clocks = clocks;
    }

    void apply(Envelope<?> envelope) {
        Metadata event = envelope.metadata();
        switch (envelope.event()) {
            case CustomerEvent happened -> customer(event, happened);
            case InvoiceEvent happened -> new InvoiceFold(this, event).apply(happened);
            case PlanEvent happened ->
                    plans.put(
                            event.streamId(),
                            PlanRow.after(plans.find(event.streamId()), happened, event));
            case TestClockEvent happened ->
                    clocks.put(
                            event.streamId(),
                            TestClockRow.after(clocks.find(event.streamId()), happened, event));
            default -> throw new IllegalStateException("billing knows no " + event.type());
        }
    }

    private void customer(Metadata event, CustomerEvent happened) {
        CustomerRow row =
                happened instanceof CustomerOpened opened
                        ? CustomerFold.opened(opened, event)
                        : CustomerFold.fold(customers.get(event.streamId()), happened, event);
        customers.put(event.streamId(), row);
        if (happened instanceof CreditGiven(var amount)) {
            journal.moved(
                    event,
                    LedgerAccount.GOODWILL,
                    LedgerAccount.CREDIT,
                    amount,
                    event.recordedAt());
        }
    }
}
