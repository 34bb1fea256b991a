package dev.cinestream.billing.invoice;

import dev.cinestream.billing.NextStep;
import dev.cinestream.billing.NextStep.What;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentUnclear;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentUnresolved;
import dev.cinestream.billing.invoice.InvoiceEvent.RefundUnclear;
import dev.cinestream.billing.invoice.InvoiceState.Issued;
import dev.cinestream.billing.invoice.InvoiceState.Payment;
import dev.cinestream.billing.invoice.InvoiceState.Repayment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// When the provider is asked what became of a payment or a refund: soon at first, daily in the end, and never not at all,
/// since an outcome is never assumed. All that is in flight is asked for in one go.
final class Asking {

    /// For an answer that must come by itself: whoever charges is never given up, but may be far behind.
    private static final Duration ANSWER_WITHIN = Duration.ofHours(1);

    private static final List<Duration> PAUSES =
            List.of(
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofHours(6),
                    Duration.ofHours(12),
                    Duration.ofDays(1));

    /// How often the provider is asked before somebody should look: the next is about a day after the first.
    static final int BEFORE_SOMEBODY_LOOKS = PAUSES.size();

    private Asking() {}

    static NextStep ifNoAnswer(Instant at) {
        return new NextStep(at.plus(ANSWER_WITHIN), What.ASKS);
    }

    /// @param asked how often so far
    static NextStep after(int asked, Instant at) {
        Duration pause = PAUSES.get(Math.min(asked, PAUSES.size() - 1));
        return new NextStep(at.plus(pause), What.ASKS);
    }

    /// Of what is not open: the step there is while something is in flight, else one to begin with.
    static NextStep also(Issued invoice, Instant at) {
        NextStep next = invoice.next();
        return next == null ? ifNoAnswer(at) : next;
    }

    /// Of what is not open: the step there is while something besides this is in flight.
    static @Nullable NextStep without(Issued invoice, UUID settled) {
        boolean others =
                inFlight(invoice).anyMatch(payment -> !payment.id().equals(settled))
                        || repayments(invoice).anyMatch(each -> !each.id().equals(settled));
        return others ? invoice.next() : null;
    }

    /// What is in flight while the invoice needs it no more: asked for as before, since it goes back should it succeed.
    ///
    /// @param settled but this
    static Stream<InvoiceEvent> still(Issued invoice, @Nullable UUID settled, Instant at) {
        return inFlight(invoice)
                .filter(payment -> !payment.id().equals(settled))
                .map(payment ->
                        new PaymentUnclear(
                                payment.id(), payment.asked(), at, after(payment.asked(), at)));
    }

    static Stream<Payment> inFlight(Issued invoice) {
        return invoice.payments().stream().filter(Payment::inFlight);
    }

    private static Stream<Repayment> repayments(Issued invoice) {
        return invoice.repayments().stream().filter(Repayment::inFlight);
    }

    static List<InvoiceEvent> ask(Issued invoice, Instant at) {
        int least =
                IntStream.concat(
                                inFlight(invoice).mapToInt(Payment::asked),
                                repayments(invoice).mapToInt(Repayment::asked))
                        .min()
                        .orElseThrow(() -> new IllegalStateException("nothing to ask for"));
        NextStep next = after(least + 1, at);
        return Stream.<InvoiceEvent>concat(
                        inFlight(invoice).map(payment -> ask(payment, at, next)),
                        repayments(invoice)
                                .map(each ->
                                        new RefundUnclear(each.id(), each.asked() + 1, at, next)))
                .toList();
    }

    private static InvoiceEvent ask(Payment payment, Instant at, NextStep next) {
        int asked = payment.asked() + 1;
        return asked == BEFORE_SOMEBODY_LOOKS
                ? new PaymentUnresolved(payment.id(), asked, at, next)
                : new PaymentUnclear(payment.id(), asked, at, next);
    }
}
