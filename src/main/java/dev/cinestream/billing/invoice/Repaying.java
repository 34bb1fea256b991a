package dev.cinestream.billing.invoice;

import dev.cinestream.billing.invoice.InvoiceCommand.IssueCreditNote;
import dev.cinestream.billing.invoice.InvoiceCommand.NoteRefund;
import dev.cinestream.billing.invoice.InvoiceCommand.Refund;
import dev.cinestream.billing.invoice.InvoiceEvent.CreditNoteIssued;
import dev.cinestream.billing.invoice.InvoiceEvent.RefundFailed;
import dev.cinestream.billing.invoice.InvoiceEvent.RefundRequested;
import dev.cinestream.billing.invoice.InvoiceEvent.RefundSucceeded;
import dev.cinestream.billing.invoice.InvoiceEvent.Why;
import dev.cinestream.billing.invoice.InvoiceState.Debt;
import dev.cinestream.billing.invoice.InvoiceState.Issued;
import dev.cinestream.billing.invoice.InvoiceState.Repayment;
import dev.cinestream.billing.invoice.InvoiceState.Repayment.Stage;
import dev.cinestream.eventsourcing.decider.Decision;
import java.math.RoundingMode;
import java.util.UUID;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What goes back of what was paid. What failed to go back may be asked for again, as another refund.
final class Repaying {

    private Repaying() {}

    static Decision<InvoiceEvent, InvoiceRejection> request(Issued invoice, Refund refund) {
        if (find(invoice, refund.refund()) != null) {
            return Decision.accept();
        }
        if (invoice.paidBy() == null) {
            return Decision.reject(new InvoiceRejection.NothingPaid());
        }
        CurrencyUnit currency = invoice.debt().due().getCurrencyUnit();
        if (!refund.amount().getCurrencyUnit().equals(currency) || !refund.amount().isPositive()) {
            return Decision.reject(
                    new InvoiceRejection.WrongRefund("must be a positive amount in " + currency));
        }
        Money before = sum(invoice, Repayment::amount);
        Money left = invoice.debt().due().minus(before);
        if (refund.amount().isGreaterThan(left)) {
            return Decision.reject(new InvoiceRejection.MoreThanPaid(left));
        }
        return Decision.accept(
                new RefundRequested(
                        refund.refund(),
                        invoice.paidBy(),
                        refund.amount(),
                        taxOf(invoice, before.plus(refund.amount())),
                        Why.RETURN,
                        refund.at(),
                        Asking.also(invoice, refund.at())));
    }

    /// What is lacking to the tax on all that went back: so the shares sum up, however they are rounded.
    private static Money taxOf(Issued invoice, Money back) {
        Debt debt = invoice.debt();
        Money all =
                Money.of(
                        debt.tax().getCurrencyUnit(),
                        debt.tax()
                                .getAmount()
                                .multiply(back.getAmount())
                                .divide(
                                        debt.total().getAmount(),
                                        debt.tax().getScale(),
                                        RoundingMode.HALF_UP));
        Money share = all.minus(sum(invoice, Repayment::tax));
        return share.isNegative() ? Money.zero(share.getCurrencyUnit()) : share;
    }

    private static Money sum(Issued invoice, Function<Repayment, Money> part) {
        return invoice.repayments().stream()
                .filter(each -> each.why() == Why.RETURN && each.stage() != Stage.FAILED)
                .map(part)
                .reduce(Money.zero(invoice.debt().due().getCurrencyUnit()), Money::plus);
    }

    static Decision<InvoiceEvent, InvoiceRejection> note(Issued invoice, NoteRefund note) {
        Repayment repayment = find(invoice, note.refund());
        if (repayment == null) {
            return Decision.reject(new InvoiceRejection.NoSuchRefund());
        }
        if (!repayment.inFlight()) {
            return Decision.accept();
        }
        var next = Asking.without(invoice, repayment.id());
        String why = note.why() == null ? "unknown" : note.why();
        return Decision.accept(
                note.done()
                        ? new RefundSucceeded(repayment.id(), repayment.amount(), note.at(), next)
                        : new RefundFailed(repayment.id(), why, note.at(), next));
    }

    static Decision<InvoiceEvent, InvoiceRejection> number(Issued invoice, IssueCreditNote issue) {
        Repayment repayment = find(invoice, issue.refund());
        if (repayment == null) {
            return Decision.reject(new InvoiceRejection.NoSuchRefund());
        }
        if (repayment.noted()) {
            return Decision.accept();
        }
        return repayment.stage() == Stage.SUCCEEDED && repayment.why() == Why.RETURN
                ? Decision.accept(
                        new CreditNoteIssued(
                                repayment.id(),
                                issue.number(),
                                repayment.amount(),
                                repayment.tax(),
                                issue.at()))
                : Decision.reject(new InvoiceRejection.NoCreditNote());
    }

    private static @Nullable Repayment find(Issued invoice, UUID refund) {
        return invoice.repayments().stream()
                .filter(each -> each.id().equals(refund))
                .findFirst()
                .orElse(null);
    }
}
