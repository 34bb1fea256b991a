package dev.cinestream.billing.invoice;

import dev.cinestream.billing.NextStep;
import dev.cinestream.billing.PaymentMethod;
import dev.cinestream.billing.invoice.InvoiceCommand.NoteOutcome;
import dev.cinestream.billing.invoice.InvoiceCommand.Outcome.ActionNeeded;
import dev.cinestream.billing.invoice.InvoiceCommand.Outcome.Declined;
import dev.cinestream.billing.invoice.InvoiceCommand.Outcome.Succeeded;
import dev.cinestream.billing.invoice.InvoiceCommand.Outcome.Unknown;
import dev.cinestream.billing.invoice.InvoiceEvent.InvoicePaid;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentActionNeeded;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentDeclined;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentRequested;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentSucceeded;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentUnclear;
import dev.cinestream.billing.invoice.InvoiceEvent.RefundRequested;
import dev.cinestream.billing.invoice.InvoiceEvent.Why;
import dev.cinestream.billing.invoice.InvoiceState.Debt;
import dev.cinestream.billing.invoice.InvoiceState.Issued;
import dev.cinestream.billing.invoice.InvoiceState.Payment;
import dev.cinestream.billing.invoice.InvoiceState.Payment.Standing;
import dev.cinestream.billing.invoice.InvoiceState.Status;
import dev.cinestream.eventsourcing.decider.DerivedId;
import dev.cinestream.eventsourcing.decider.Personal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What follows from what the provider said of a payment. Two attempts never wait for the provider at once; an older one may
/// still wait for the customer, and succeed.
final class Collecting {

    private Collecting() {}

    /// The id of an attempt, at the provider too.
    static UUID paymentId(UUID invoice, int attempt) {
        return DerivedId.of("payment", invoice.toString(), Integer.toString(attempt));
    }

    static PaymentRequested request(Debt debt, int attempt, PaymentMethod method, Instant at) {
        return new PaymentRequested(
                paymentId(debt.invoice(), attempt),
                attempt,
                debt.due(),
                method,
                debt.clock(),
                at,
                Asking.ifNoAnswer(at));
    }

    static PaymentRequested request(Issued invoice, PaymentMethod method, Instant at) {
        return request(invoice.debt(), invoice.payments().size() + 1, method, at);
    }

    static List<InvoiceEvent> note(Issued invoice, Payment payment, NoteOutcome note) {
        Instant at = note.at();
        return switch (note.outcome()) {
            case Succeeded(String charge) ->
                    payment.standing() == Standing.SUCCEEDED
                            ? List.of()
                            : succeeded(invoice, payment, charge, at);
            case Declined declined ->
                    payment.standing() == Standing.SUCCEEDED
                                    || payment.standing() == Standing.DECLINED
                            ? List.of()
                            : declined(invoice, payment, declined, at);
            case ActionNeeded(String url) ->
                    payment.inFlight() ? actionNeeded(invoice, payment, url, at) : List.of();
            case Unknown() ->
                    payment.standing() == Standing.REQUESTED
                            ? List.of(new PaymentUnclear(payment.id(), 0, at, Asking.after(0, at)))
                            : List.of();
        };
    }

    private static List<InvoiceEvent> succeeded(
            Issued invoice, Payment payment, String charge, Instant at) {
        var succeeded = new PaymentSucceeded(payment.id(), charge, invoice.debt().due(), at);
        return invoice.status() == Status.OPEN
                ? Stream.concat(
                                Stream.of(succeeded, new InvoicePaid(at)),
                                Asking.still(invoice, payment.id(), at))
                        .toList()
                : List.of(succeeded, surplus(invoice, payment, at));
    }

    private static RefundRequested surplus(Issued invoice, Payment payment, Instant at) {
        Money amount = invoice.debt().due();
        return new RefundRequested(
                DerivedId.of("surplus", payment.id().toString()),
                payment.id(),
                amount,
                Money.zero(amount.getCurrencyUnit()),
                Why.SURPLUS,
                at,
                Asking.also(invoice, at));
    }

    private static List<InvoiceEvent> declined(
            Issued invoice, Payment payment, Declined declined, Instant at) {
        PaymentRequested again = withOtherMethod(invoice, payment, at);
        NextStep next;
        if (again != null) {
            next = again.next();
        } else if (isCurrent(invoice, payment)) {
            next = invoice.debt().dunning().after(overdueSince(invoice, at), at, declined.hard());
        } else {
            next = otherwise(invoice, payment);
        }
        return followedBy(
                again,
                new PaymentDeclined(payment.id(), declined.code(), declined.hard(), at, next));
    }

    private static List<InvoiceEvent> actionNeeded(
            Issued invoice, Payment payment, String url, Instant at) {
        PaymentRequested again = withOtherMethod(invoice, payment, at);
        NextStep next;
        if (again != null) {
            next = again.next();
        } else if (isCurrent(invoice, payment)) {
            next = invoice.debt().dunning().end(overdueSince(invoice, at));
        } else {
            next = otherwise(invoice, payment);
        }
        Personal address = Personal.of(invoice.debt().customer(), url);
        return followedBy(again, new PaymentActionNeeded(payment.id(), address, at, next));
    }

    /// The next attempt, if the customer chose another method while this one was under way.
    private static @Nullable PaymentRequested withOtherMethod(
            Issued invoice, Payment payment, Instant at) {
        PaymentMethod chosen = invoice.chosen();
        return chosen != null && isCurrent(invoice, payment) ? request(invoice, chosen, at) : null;
    }

    private static @Nullable NextStep otherwise(Issued invoice, Payment settled) {
        return invoice.status() == Status.OPEN
                ? invoice.next()
                : Asking.without(invoice, settled.id());
    }

    private static List<InvoiceEvent> followedBy(
            @Nullable PaymentRequested again, InvoiceEvent first) {
        return again == null ? List.of(first) : List.of(first, again);
    }

    /// Whether what becomes of the invoice depends on it.
    private static boolean isCurrent(Issued invoice, Payment payment) {
        return invoice.status() == Status.OPEN && payment.attempt() == invoice.payments().size();
    }

    private static Instant overdueSince(Issued invoice, Instant otherwise) {
        Instant since = invoice.overdueSince();
        return since == null ? otherwise : since;
    }
}
