package dev.cinestream.billing.readmodel;

import dev.cinestream.billing.Bill;
import dev.cinestream.billing.NextStep;
import dev.cinestream.billing.invoice.InvoiceEvent;
import dev.cinestream.billing.invoice.InvoiceEvent.CreditNoteIssued;
import dev.cinestream.billing.invoice.InvoiceEvent.InvoiceDrafted;
import dev.cinestream.billing.invoice.InvoiceEvent.InvoiceIssued;
import dev.cinestream.billing.invoice.InvoiceEvent.InvoicePaid;
import dev.cinestream.billing.invoice.InvoiceEvent.InvoiceUncollectible;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentActionNeeded;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentDeclined;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentMethodChanged;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentMethodMissing;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentRequested;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentSucceeded;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentUnclear;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentUnresolved;
import dev.cinestream.billing.invoice.InvoiceEvent.RefundFailed;
import dev.cinestream.billing.invoice.InvoiceEvent.RefundRequested;
import dev.cinestream.billing.invoice.InvoiceEvent.RefundSucceeded;
import dev.cinestream.billing.invoice.InvoiceEvent.RefundUnclear;
import dev.cinestream.billing.invoice.InvoiceEvent.Why;
import dev.cinestream.eventsourcing.log.Metadata;
import java.time.Instant;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Folds an invoice's events onto its row, its payments' and refunds', and into the journal.
final class InvoiceFold {

    private final BillingBatch batch;
    private final Metadata event;

    InvoiceFold(BillingBatch batch, Metadata event) {
        this.batch = batch;
        this.event = event;
    }

    void apply(InvoiceEvent happened) {
        switch (happened) {
            case InvoiceDrafted drafted -> put(drafted(drafted));
            case InvoiceIssued(String number, Instant at, NextStep next) ->
                    issued(number, at, next);
            case PaymentRequested requested -> requested(requested);
            case PaymentActionNeeded(var payment, _, _, NextStep next) -> {
                var row = batch.payments.get(payment);
                batch.payments.put(payment, row.now(PaymentRow.Status.ACTION_NEEDED));
                put(next(row(), next));
            }
            case PaymentUnclear(var payment, _, _, NextStep next) -> {
                var row = batch.payments.get(payment);
                batch.payments.put(payment, row.now(PaymentRow.Status.UNCLEAR));
                put(next(row(), next));
            }
            case PaymentSucceeded succeeded -> succeeded(succeeded);
            case PaymentDeclined(var payment, String code, boolean hard, Instant at, var next) -> {
                var row = batch.payments.get(payment);
                batch.payments.put(payment, row.declined(code, hard, at));
                put(next(row(), next));
            }
            case PaymentUnresolved(var payment, _, _, NextStep next) -> {
                var row = batch.payments.get(payment);
                batch.payments.put(payment, row.now(PaymentRow.Status.UNCLEAR));
                put(next(row(), next));
            }
            case PaymentMethodMissing(_, NextStep next) -> put(next(row(), next));
            case PaymentMethodChanged _ -> put(row());
            case InvoicePaid(Instant at) -> paid(at);
            case InvoiceUncollectible(Instant at) -> uncollectible(at);
            case RefundRequested requested -> requested(requested);
            case RefundSucceeded succeeded -> succeeded(succeeded);
            case RefundUnclear(_, _, _, NextStep next) -> put(next(row(), next));
            case RefundFailed(var refund, String why, Instant at, NextStep next) -> {
                var row = batch.refunds.get(refund);
                batch.refunds.put(refund, row.settled(RefundRow.Status.FAILED, why, at));
                put(next(row(), next));
            }
            case CreditNoteIssued issued -> issued(issued);
        }
    }

    private InvoiceRow drafted(InvoiceDrafted drafted) {
        Bill bill = drafted.bill();
        Money zero = Money.zero(bill.total().getCurrencyUnit());
        return new InvoiceRow(
                event.streamId(),
                event.revision(),
                drafted.customer(),
                drafted.residence(),
                drafted.clock(),
                bill,
                null,
                InvoiceStatus.DRAFT,
                null,
                null,
                zero,
                zero,
                zero,
                null);
    }

    private void issued(String number, Instant at, @Nullable NextStep next) {
        InvoiceRow row = row();
        batch.journal.issued(event, row.bill(), at);
        put(
                new InvoiceRow(
                        row.id(),
                        event.revision(),
                        row.customer(),
                        row.residence(),
                        row.clock(),
                        row.bill(),
                        number,
                        InvoiceStatus.OPEN,
                        at,
                        null,
                        row.paid(),
                        row.refunded(),
                        row.receivable().plus(row.bill().due()),
                        Awaited.of(next, event)));
    }

    private void requested(PaymentRequested requested) {
        InvoiceRow row = row();
        batch.payments.put(
                requested.payment(),
                new PaymentRow(
                        requested.payment(),
                        row.id(),
                        row.customer(),
                        requested.attempt(),
                        requested.amount(),
                        requested.method().provider(),
                        PaymentRow.Status.REQUESTED,
                        null,
                        null,
                        false,
                        requested.at(),
                        null));
        put(next(row, requested.next()));
    }

    private void succeeded(PaymentSucceeded succeeded) {
        InvoiceRow row = row();
        Money amount = succeeded.amount();
        batch.journal.moved(
                event, LedgerAccount.CASH, LedgerAccount.RECEIVABLE, amount, succeeded.at());
        batch.payments.put(
                succeeded.payment(),
                batch.payments
                        .get(succeeded.payment())
                        .succeeded(succeeded.charge(), succeeded.at()));
        put(money(row, row.paid().plus(amount), row.refunded(), row.receivable().minus(amount)));
    }

    private void paid(Instant at) {
        InvoiceRow row = row();
        put(status(row, InvoiceStatus.PAID, at, row.receivable()));
    }

    private void uncollectible(Instant at) {
        InvoiceRow row = row();
        Money lost = row.receivable();
        batch.journal.moved(event, LedgerAccount.BAD_DEBT, LedgerAccount.RECEIVABLE, lost, at);
        put(status(row, InvoiceStatus.UNCOLLECTIBLE, row.paidAt(), lost.minus(lost)));
    }

    private void requested(RefundRequested requested) {
        InvoiceRow row = row();
        Money amount = requested.amount();
        boolean surplus = requested.why() == Why.SURPLUS;
        if (surplus) {
            batch.journal.moved(
                    event, LedgerAccount.RECEIVABLE, LedgerAccount.REFUNDS, amount, requested.at());
        }
        batch.refunds.put(
                requested.refund(),
                new RefundRow(
                        requested.refund(),
                        row.id(),
                        row.customer(),
                        requested.payment(),
                        amount,
                        requested.tax(),
                        surplus,
                        RefundRow.Status.REQUESTED,
                        null,
                        null,
                        requested.at(),
                        null));
        Money receivable = surplus ? row.receivable().plus(amount) : row.receivable();
        put(next(money(row, row.paid(), row.refunded(), receivable), requested.next()));
    }

    private void succeeded(RefundSucceeded succeeded) {
        InvoiceRow row = row();
        Money amount = succeeded.amount();
        batch.journal.moved(
                event, LedgerAccount.REFUNDS, LedgerAccount.CASH, amount, succeeded.at());
        batch.refunds.put(
                succeeded.refund(),
                batch.refunds
                        .get(succeeded.refund())
                        .settled(RefundRow.Status.SUCCEEDED, null, succeeded.at()));
        put(
                next(
                        money(row, row.paid(), row.refunded().plus(amount), row.receivable()),
                        succeeded.next()));
    }

    private void issued(CreditNoteIssued issued) {
        RefundRow refund = batch.refunds.get(issued.refund());
        batch.journal.credited(event, issued.amount(), issued.tax(), issued.at());
        batch.refunds.put(issued.refund(), refund.numbered(issued.number()));
        put(row());
    }

    private InvoiceRow row() {
        return batch.invoices.get(event.streamId());
    }

    private void put(InvoiceRow row) {
        batch.invoices.put(event.streamId(), row);
    }

    private InvoiceRow next(InvoiceRow row, @Nullable NextStep next) {
        return with(row, row.status(), row.paidAt(), row.receivable(), Awaited.of(next, event));
    }

    private InvoiceRow status(
            InvoiceRow row, InvoiceStatus status, @Nullable Instant paidAt, Money receivable) {
        return with(row, status, paidAt, receivable, null);
    }

    private InvoiceRow with(
            InvoiceRow row,
            InvoiceStatus status,
            @Nullable Instant paidAt,
            Money receivable,
            @Nullable Awaited next) {
        return new InvoiceRow(
                row.id(),
                event.revision(),
                row.customer(),
                row.residence(),
                row.clock(),
                row.bill(),
                row.number(),
                status,
                row.issuedAt(),
                paidAt,
                row.paid(),
                row.refunded(),
                receivable,
                next);
    }

    private InvoiceRow money(InvoiceRow row, Money paid, Money refunded, Money receivable) {
        return new InvoiceRow(
                row.id(),
                event.revision(),
                row.customer(),
                row.residence(),
                row.clock(),
                row.bill(),
                row.number(),
                row.status(),
                row.issuedAt(),
                row.paidAt(),
                paid,
                refunded,
                receivable,
                row.next());
    }
}
