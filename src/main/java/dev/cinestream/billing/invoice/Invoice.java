package dev.cinestream.billing.invoice;

import dev.cinestream.billing.PaymentMethod;
import dev.cinestream.billing.invoice.InvoiceCommand.Collect;
import dev.cinestream.billing.invoice.InvoiceCommand.DraftInvoice;
import dev.cinestream.billing.invoice.InvoiceCommand.IssueCreditNote;
import dev.cinestream.billing.invoice.InvoiceCommand.IssueInvoice;
import dev.cinestream.billing.invoice.InvoiceCommand.NoteOutcome;
import dev.cinestream.billing.invoice.InvoiceCommand.NoteRefund;
import dev.cinestream.billing.invoice.InvoiceCommand.Proceed;
import dev.cinestream.billing.invoice.InvoiceCommand.Refund;
import dev.cinestream.billing.invoice.InvoiceCommand.WriteOff;
import dev.cinestream.billing.invoice.InvoiceEvent.InvoiceDrafted;
import dev.cinestream.billing.invoice.InvoiceEvent.InvoiceIssued;
import dev.cinestream.billing.invoice.InvoiceEvent.InvoicePaid;
import dev.cinestream.billing.invoice.InvoiceEvent.InvoiceUncollectible;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentMethodChanged;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentMethodMissing;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentRequested;
import dev.cinestream.billing.invoice.InvoiceState.Debt;
import dev.cinestream.billing.invoice.InvoiceState.Draft;
import dev.cinestream.billing.invoice.InvoiceState.Issued;
import dev.cinestream.billing.invoice.InvoiceState.None;
import dev.cinestream.billing.invoice.InvoiceState.Status;
import dev.cinestream.eventsourcing.decider.Decider;
import dev.cinestream.eventsourcing.decider.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A bill as a document, and what becomes of it.
///
/// ```
/// none ──draft──▶ draft ──issue──▶ OPEN ──payment succeeds, or nothing is due──▶ PAID ──refund──▶ PAID
///                                   └──dunning ends, or written off──▶ UNCOLLECTIBLE
/// ```
///
/// Invariants:
/// 1. While it is open something happens by itself: it is paid, the provider is asked, or collecting is given up.
/// 2. What is due is charged by one payment. Whatever else succeeds (an older attempt, one that was given up) goes back whole.
/// 3. A payment that only the provider knows of is asked for until the provider tells; no other attempt is made until then.
/// 4. After a hard decline nothing is tried until there is another method.
/// 5. An outcome said twice, late or out of order changes nothing, except that a success is always heard.
/// 6. What goes back is never more than what was paid, and the shares of tax in it sum up.
public final class Invoice
        implements Decider<InvoiceCommand, InvoiceState, InvoiceEvent, InvoiceRejection> {

    @Override
    public InvoiceState initial() {
        return new None();
    }

    @Override
    public Decision<InvoiceEvent, InvoiceRejection> decide(
            InvoiceCommand command, InvoiceState state) {
        return switch (command) {
            case DraftInvoice draft -> decideDraft(draft, state);
            case IssueInvoice issue -> decideIssue(issue, state);
            case Collect collect -> decideCollect(collect, state);
            case Proceed(Instant at) -> decideProceed(at, state);
            case NoteOutcome note -> issued(state, invoice -> decideNote(note, invoice));
            case Refund refund -> issued(state, invoice -> Repaying.request(invoice, refund));
            case NoteRefund note -> issued(state, invoice -> Repaying.note(invoice, note));
            case IssueCreditNote issue -> issued(state, invoice -> Repaying.number(invoice, issue));
            case WriteOff(Instant at) ->
                    issued(state, invoice -> Decision.accept(giveUp(invoice, at)));
        };
    }

    private static Decision<InvoiceEvent, InvoiceRejection> decideDraft(
            DraftInvoice draft, InvoiceState state) {
        return state instanceof None
                ? Decision.accept(
                        new InvoiceDrafted(
                                draft.customer(),
                                draft.residence(),
                                draft.clock(),
                                draft.bill(),
                                draft.method(),
                                draft.dunning()))
                : Decision.accept();
    }

    private static Decision<InvoiceEvent, InvoiceRejection> decideIssue(
            IssueInvoice issue, InvoiceState state) {
        return switch (state) {
            case None() -> Decision.reject(new InvoiceRejection.NoSuchInvoice());
            case Draft draft -> Decision.accept(issue(draft, issue.number(), issue.at()));
            case Issued _ -> Decision.accept();
        };
    }

    private static List<InvoiceEvent> issue(Draft draft, String number, Instant at) {
        Debt debt = draft.debt();
        PaymentMethod method = draft.method();
        if (!debt.due().isPositive()) {
            return List.of(new InvoiceIssued(number, at, null), new InvoicePaid(at));
        }
        if (method == null) {
            var missing = new PaymentMethodMissing(at, debt.dunning().end(at));
            return List.of(new InvoiceIssued(number, at, missing.next()), missing);
        }
        PaymentRequested first = Collecting.request(debt, 1, method, at);
        return List.of(new InvoiceIssued(number, at, first.next()), first);
    }

    private static Decision<InvoiceEvent, InvoiceRejection> decideCollect(
            Collect collect, InvoiceState state) {
        var changed = new PaymentMethodChanged(collect.method(), collect.at());
        return switch (state) {
            case None() -> Decision.reject(new InvoiceRejection.NoSuchInvoice());
            case Draft draft ->
                    collect.method().equals(draft.method())
                            ? Decision.accept()
                            : Decision.accept(changed);
            case Issued invoice when invoice.status() != Status.OPEN -> Decision.accept();
            case Issued invoice when Asking.inFlight(invoice).findAny().isEmpty() ->
                    Decision.accept(Collecting.request(invoice, collect.method(), collect.at()));
            case Issued invoice ->
                    collect.method().equals(chosen(invoice))
                            ? Decision.accept()
                            : Decision.accept(changed);
        };
    }

    private static @Nullable PaymentMethod chosen(Issued invoice) {
        PaymentMethod chosen = invoice.chosen();
        return chosen == null ? invoice.method() : chosen;
    }

    private static Decision<InvoiceEvent, InvoiceRejection> decideProceed(
            Instant at, InvoiceState state) {
        return switch (state) {
            case None() -> Decision.reject(new InvoiceRejection.NoSuchInvoice());
            case Draft _ -> Decision.accept();
            case Issued invoice -> Decision.accept(proceed(invoice, at));
        };
    }

    private static List<InvoiceEvent> proceed(Issued invoice, Instant at) {
        var next = invoice.next();
        if (next == null || next.at().isAfter(at)) {
            return List.of();
        }
        return switch (next.what()) {
            case ASKS -> Asking.ask(invoice, at);
            case PAYS ->
                    Optional.ofNullable(invoice.method())
                            .<List<InvoiceEvent>>map(
                                    method -> List.of(Collecting.request(invoice, method, at)))
                            .orElseThrow(() -> new IllegalStateException("no method to pay by"));
            case GIVES_UP -> giveUp(invoice, at);
            case TRIAL_ENDS, RENEWS, ENDS, PAUSES, RESUMES ->
                    throw new IllegalStateException("an invoice never " + next.what());
        };
    }

    private static Decision<InvoiceEvent, InvoiceRejection> decideNote(
            NoteOutcome note, Issued invoice) {
        return invoice.payments().stream()
                .filter(payment -> payment.id().equals(note.payment()))
                .findFirst()
                .<Decision<InvoiceEvent, InvoiceRejection>>map(
                        payment -> Decision.accept(Collecting.note(invoice, payment, note)))
                .orElseGet(() -> Decision.reject(new InvoiceRejection.NoSuchPayment()));
    }

    private static List<InvoiceEvent> giveUp(Issued invoice, Instant at) {
        return invoice.status() == Status.OPEN
                ? Stream.concat(
                                Stream.of(new InvoiceUncollectible(at)),
                                Asking.still(invoice, null, at))
                        .toList()
                : List.of();
    }

    private static Decision<InvoiceEvent, InvoiceRejection> issued(
            InvoiceState state, Function<Issued, Decision<InvoiceEvent, InvoiceRejection>> then) {
        return switch (state) {
            case None() -> Decision.reject(new InvoiceRejection.NoSuchInvoice());
            case Draft _ -> Decision.reject(new InvoiceRejection.NotIssued());
            case Issued invoice -> then.apply(invoice);
        };
    }

    @Override
    public InvoiceState evolve(InvoiceState state, InvoiceEvent event) {
        return Evolving.evolve(state, event);
    }

    /// The id of an invoice's payment, which is its idempotency key at the provider.
    ///
    /// @param attempt from 1
    public static UUID paymentId(UUID invoice, int attempt) {
        return Collecting.paymentId(invoice, attempt);
    }
}
