package dev.cinestream.billing.invoice;

import dev.cinestream.billing.NextStep;
import dev.cinestream.billing.PaymentMethod;
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
import dev.cinestream.billing.invoice.InvoiceState.Debt;
import dev.cinestream.billing.invoice.InvoiceState.Draft;
import dev.cinestream.billing.invoice.InvoiceState.Issued;
import dev.cinestream.billing.invoice.InvoiceState.None;
import dev.cinestream.billing.invoice.InvoiceState.Payment;
import dev.cinestream.billing.invoice.InvoiceState.Repayment;
import dev.cinestream.billing.invoice.InvoiceState.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Where an invoice stands after an event.
final class Evolving {

    private Evolving() {}

    static InvoiceState evolve(InvoiceState state, InvoiceEvent event) {
        return switch (state) {
            case None() when event instanceof InvoiceDrafted drafted ->
                    new Draft(Debt.of(drafted), drafted.method());
            case Draft draft when event instanceof InvoiceIssued issued ->
                    new Issued(
                            draft.debt(),
                            Status.OPEN,
                            draft.method(),
                            null,
                            List.of(),
                            List.of(),
                            null,
                            null,
                            issued.next());
            case Draft draft when event instanceof PaymentMethodChanged changed ->
                    new Draft(draft.debt(), changed.method());
            case Issued invoice -> evolve(invoice, event);
            case None _, Draft _ -> throw impossible(state, event);
        };
    }

    private static Issued evolve(Issued invoice, InvoiceEvent event) {
        return switch (event) {
            case InvoiceDrafted _, InvoiceIssued _ -> throw impossible(invoice, event);
            case PaymentRequested requested -> requested(invoice, requested);
            case PaymentActionNeeded(UUID id, _, Instant at, var next) ->
                    overdue(
                            payment(
                                    invoice,
                                    id,
                                    each -> each.with(Payment.Standing.ACTION_NEEDED),
                                    next),
                            at);
            case PaymentUnclear(UUID id, int asked, _, var next) ->
                    payment(invoice, id, each -> each.asked(asked), next);
            case PaymentUnresolved(UUID id, int asked, _, var next) ->
                    payment(invoice, id, each -> each.asked(asked), next);
            case PaymentSucceeded(UUID id, String charge, _, _) ->
                    payment(invoice, id, each -> each.succeeded(charge), invoice.next());
            case PaymentDeclined(UUID id, _, _, Instant at, var next) ->
                    overdue(
                            payment(
                                    invoice,
                                    id,
                                    each -> each.with(Payment.Standing.DECLINED),
                                    next),
                            at);
            case PaymentMethodMissing(Instant at, var next) ->
                    overdue(with(invoice, invoice.payments(), next), at);
            case PaymentMethodChanged(var method, _) -> chosen(invoice, method);
            case InvoicePaid _ -> settled(invoice, Status.PAID);
            case InvoiceUncollectible _ -> settled(invoice, Status.UNCOLLECTIBLE);
            case RefundRequested requested -> {
                List<Repayment> all = new ArrayList<>(invoice.repayments());
                all.add(Repayment.of(requested));
                yield with(invoice, all, requested.next(), invoice.overdueSince());
            }
            case RefundUnclear(UUID id, int asked, _, var next) ->
                    repayment(invoice, id, each -> each.asked(asked), next);
            case RefundSucceeded(UUID id, _, _, var next) ->
                    repayment(invoice, id, each -> each.with(Repayment.Stage.SUCCEEDED), next);
            case RefundFailed(UUID id, _, _, var next) ->
                    repayment(invoice, id, each -> each.with(Repayment.Stage.FAILED), next);
            case CreditNoteIssued issued ->
                    repayment(invoice, issued.refund(), Repayment::withNote, invoice.next());
        };
    }

    private static Issued requested(Issued invoice, PaymentRequested event) {
        List<Payment> all = new ArrayList<>(invoice.payments());
        all.add(Payment.of(event));
        return new Issued(
                invoice.debt(),
                invoice.status(),
                event.method(),
                null,
                all,
                invoice.repayments(),
                invoice.paidBy(),
                invoice.overdueSince(),
                event.next());
    }

    private static Issued settled(Issued invoice, Status status) {
        UUID paidBy =
                status == Status.PAID
                        ? invoice.payments().stream()
                                .filter(each -> each.standing() == Payment.Standing.SUCCEEDED)
                                .map(Payment::id)
                                .findFirst()
                                .orElse(null)
                        : null;
        return new Issued(
                invoice.debt(),
                status,
                invoice.method(),
                null,
                invoice.payments(),
                invoice.repayments(),
                paidBy,
                invoice.overdueSince(),
                null);
    }

    private static Issued payment(
            Issued invoice, UUID id, UnaryOperator<Payment> change, @Nullable NextStep next) {
        return with(
                invoice,
                invoice.payments().stream()
                        .map(each -> each.id().equals(id) ? change.apply(each) : each)
                        .toList(),
                next);
    }

    private static Issued repayment(
            Issued invoice, UUID id, UnaryOperator<Repayment> change, @Nullable NextStep next) {
        return with(
                invoice,
                invoice.repayments().stream()
                        .map(each -> each.id().equals(id) ? change.apply(each) : each)
                        .toList(),
                next,
                invoice.overdueSince());
    }

    private static Issued with(Issued invoice, List<Payment> payments, @Nullable NextStep next) {
        return new Issued(
                invoice.debt(),
                invoice.status(),
                invoice.method(),
                invoice.chosen(),
                payments,
                invoice.repayments(),
                invoice.paidBy(),
                invoice.overdueSince(),
                next);
    }

    private static Issued with(
            Issued invoice,
            List<Repayment> repayments,
            @Nullable NextStep next,
            @Nullable Instant overdueSince) {
        return new Issued(
                invoice.debt(),
                invoice.status(),
                invoice.method(),
                invoice.chosen(),
                invoice.payments(),
                repayments,
                invoice.paidBy(),
                overdueSince,
                next);
    }

    private static Issued chosen(Issued invoice, PaymentMethod method) {
        return new Issued(
                invoice.debt(),
                invoice.status(),
                invoice.method(),
                method,
                invoice.payments(),
                invoice.repayments(),
                invoice.paidBy(),
                invoice.overdueSince(),
                invoice.next());
    }

    private static Issued overdue(Issued invoice, Instant at) {
        return invoice.status() == Status.OPEN && invoice.overdueSince() == null
                ? with(invoice, invoice.repayments(), invoice.next(), at)
                : invoice;
    }

    private static IllegalStateException impossible(InvoiceState state, InvoiceEvent event) {
        return new IllegalStateException(
                event.getClass().getSimpleName()
                        + " of an invoice that is "
                        + state.getClass().getSimpleName());
    }
}
