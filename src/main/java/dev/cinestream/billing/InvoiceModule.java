package dev.cinestream.billing;

import dev.cinestream.billing.invoice.Invoice;
import dev.cinestream.billing.invoice.InvoiceCommand;
import dev.cinestream.billing.invoice.InvoiceEvent;
import dev.cinestream.billing.invoice.InvoiceRejection;
import dev.cinestream.billing.invoice.InvoiceState;
import dev.cinestream.billing.invoicebook.InvoiceBook;
import dev.cinestream.billing.invoicebook.InvoiceBookCommand;
import dev.cinestream.billing.invoicebook.InvoiceBookEvent;
import dev.cinestream.billing.invoicebook.InvoiceBookRejection;
import dev.cinestream.billing.invoicebook.InvoiceBookState;
import dev.cinestream.billing.invoicebook.Series;
import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.schema.EventTypes;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/// What the engine is told of invoices and their books: the wire names of their events, and what is written as JSON.
@Dependent
@RegisterForReflection(
        targets = {
            InvoiceEvent.InvoiceDrafted.class,
            InvoiceEvent.InvoiceIssued.class,
            InvoiceEvent.PaymentRequested.class,
            InvoiceEvent.PaymentActionNeeded.class,
            InvoiceEvent.PaymentUnclear.class,
            InvoiceEvent.PaymentUnresolved.class,
            InvoiceEvent.PaymentSucceeded.class,
            InvoiceEvent.PaymentDeclined.class,
            InvoiceEvent.PaymentMethodMissing.class,
            InvoiceEvent.PaymentMethodChanged.class,
            InvoiceEvent.InvoicePaid.class,
            InvoiceEvent.InvoiceUncollectible.class,
            InvoiceEvent.RefundRequested.class,
            InvoiceEvent.RefundUnclear.class,
            InvoiceEvent.RefundSucceeded.class,
            InvoiceEvent.RefundFailed.class,
            InvoiceEvent.CreditNoteIssued.class,
            InvoiceEvent.Why.class,
            InvoiceState.class,
            InvoiceState.None.class,
            InvoiceState.Draft.class,
            InvoiceState.Issued.class,
            InvoiceState.Status.class,
            InvoiceState.Debt.class,
            InvoiceState.Payment.class,
            InvoiceState.Payment.Standing.class,
            InvoiceState.Repayment.class,
            InvoiceState.Repayment.Stage.class,
            InvoiceBookEvent.NumberAssigned.class,
            InvoiceBookState.class,
            Series.class,
            Bill.class,
            Bill.Reason.class,
            Line.class,
            Line.Kind.class,
            Period.class,
            TaxRate.class,
            TaxRate.Kind.class,
            Residence.class,
            PaymentMethod.class,
            Dunning.class,
            NextStep.class,
            NextStep.What.class
        })
public class InvoiceModule {

    public static final EventTypes<InvoiceEvent> INVOICE_EVENTS =
            EventTypes.of(InvoiceEvent.class)
                    .type("billing.invoice-drafted.v1", InvoiceEvent.InvoiceDrafted.class)
                    .type("billing.invoice-issued.v1", InvoiceEvent.InvoiceIssued.class)
                    .type("billing.payment-requested.v1", InvoiceEvent.PaymentRequested.class)
                    .type(
                            "billing.payment-action-needed.v1",
                            InvoiceEvent.PaymentActionNeeded.class)
                    .type("billing.payment-unclear.v1", InvoiceEvent.PaymentUnclear.class)
                    .type("billing.payment-unresolved.v1", InvoiceEvent.PaymentUnresolved.class)
                    .type("billing.payment-succeeded.v1", InvoiceEvent.PaymentSucceeded.class)
                    .type("billing.payment-declined.v1", InvoiceEvent.PaymentDeclined.class)
                    .type(
                            "billing.payment-method-missing.v1",
                            InvoiceEvent.PaymentMethodMissing.class)
                    .type(
                            "billing.payment-method-changed.v1",
                            InvoiceEvent.PaymentMethodChanged.class)
                    .type("billing.invoice-paid.v1", InvoiceEvent.InvoicePaid.class)
                    .type(
                            "billing.invoice-uncollectible.v1",
                            InvoiceEvent.InvoiceUncollectible.class)
                    .type("billing.refund-requested.v1", InvoiceEvent.RefundRequested.class)
                    .type("billing.refund-unclear.v1", InvoiceEvent.RefundUnclear.class)
                    .type("billing.refund-succeeded.v1", InvoiceEvent.RefundSucceeded.class)
                    .type("billing.refund-failed.v1", InvoiceEvent.RefundFailed.class)
                    .type("billing.credit-note-issued.v1", InvoiceEvent.CreditNoteIssued.class);

    public static final AggregateType<InvoiceCommand, InvoiceState, InvoiceEvent, InvoiceRejection>
            INVOICE =
                    new AggregateType<>(
                            "billing.invoice", new Invoice(), INVOICE_EVENTS, InvoiceState.class);

    public static final EventTypes<InvoiceBookEvent> INVOICE_BOOK_EVENTS =
            EventTypes.of(InvoiceBookEvent.class)
                    .type(
                            "billing.invoice-number-assigned.v1",
                            InvoiceBookEvent.NumberAssigned.class);

    public static final AggregateType<
                    InvoiceBookCommand, InvoiceBookState, InvoiceBookEvent, InvoiceBookRejection>
            INVOICE_BOOK =
                    new AggregateType<>(
                            "billing.invoice-book",
                            new InvoiceBook(),
                            INVOICE_BOOK_EVENTS,
                            InvoiceBookState.class);

    @Produces
    AggregateType<InvoiceCommand, InvoiceState, InvoiceEvent, InvoiceRejection> invoice() {
        return INVOICE;
    }

    @Produces
    AggregateType<InvoiceBookCommand, InvoiceBookState, InvoiceBookEvent, InvoiceBookRejection>
            invoiceBook() {
        return INVOICE_BOOK;
    }
}
