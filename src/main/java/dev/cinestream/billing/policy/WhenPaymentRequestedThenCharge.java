package dev.cinestream.billing.policy;

import dev.cinestream.billing.InvoiceModule;
import dev.cinestream.billing.invoice.InvoiceCommand;
import dev.cinestream.billing.invoice.InvoiceCommand.NoteOutcome;
import dev.cinestream.billing.invoice.InvoiceCommand.NoteRefund;
import dev.cinestream.billing.invoice.InvoiceCommand.Outcome;
import dev.cinestream.billing.invoice.InvoiceEvent;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentRequested;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentUnclear;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentUnresolved;
import dev.cinestream.billing.invoice.InvoiceEvent.RefundRequested;
import dev.cinestream.billing.invoice.InvoiceEvent.RefundUnclear;
import dev.cinestream.billing.invoice.InvoiceState.Issued;
import dev.cinestream.billing.invoice.InvoiceState.Payment;
import dev.cinestream.billing.invoice.InvoiceState.Repayment;
import dev.cinestream.billing.payment.Charging;
import dev.cinestream.billing.payment.RefundOutcome;
import dev.cinestream.billing.time.Time;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.process.AddressedCommand;
import dev.cinestream.eventsourcing.process.Policy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What an invoice wants of the provider is asked of it, and what the provider says is noted at the invoice.
///
/// A payment is charged once, whatever crashes: its id is the idempotency key, so whoever reacts again asks for the same. That
/// the provider did not answer is noted, too, and does not hold up those behind; the invoice then says when it is asked.
@ApplicationScoped
public class WhenPaymentRequestedThenCharge implements Policy {

    private final CommandBus bus;
    private final Charging charging;
    private final Time time;

    WhenPaymentRequestedThenCharge(CommandBus bus, Charging charging, Time time) {
        this.bus = bus;
        this.charging = charging;
        this.time = time;
    }

    @Override
    public String name() {
        return "charging";
    }

    @Override
    public List<String> categories() {
        return List.of(InvoiceModule.INVOICE.category());
    }

    @Override
    public Uni<List<AddressedCommand<?, ?, ?, ?>>> react(Envelope<?> envelope) {
        UUID invoice = envelope.metadata().streamId();
        Instant wanted = envelope.metadata().recordedAt();
        return switch ((InvoiceEvent) envelope.event()) {
            case PaymentRequested requested -> charge(invoice, requested, wanted);
            case PaymentUnclear(UUID payment, int asked, _, _) when asked > 0 ->
                    ask(invoice, payment);
            case PaymentUnresolved(UUID payment, _, _, _) -> ask(invoice, payment);
            case RefundRequested requested -> refund(invoice, requested.refund(), wanted);
            case RefundUnclear(UUID refund, _, _, _) -> refund(invoice, refund, null);
            default -> nothing();
        };
    }

    private Uni<List<AddressedCommand<?, ?, ?, ?>>> charge(
            UUID invoice, PaymentRequested requested, Instant wanted) {
        return charging.charge(
                        invoice,
                        requested.payment(),
                        requested.attempt(),
                        requested.amount(),
                        requested.method(),
                        wanted)
                .chain(outcome ->
                        noted(
                                invoice,
                                requested.clock(),
                                at -> new NoteOutcome(requested.payment(), outcome, at)));
    }

    private Uni<List<AddressedCommand<?, ?, ?, ?>>> ask(UUID id, UUID payment) {
        return bus.head(InvoiceModule.INVOICE, id)
                .chain(head ->
                        head != null && head.state() instanceof Issued invoice
                                ? invoice.payments().stream()
                                        .filter(each -> each.id().equals(payment))
                                        .findFirst()
                                        .map(found -> ask(invoice, found))
                                        .orElseGet(WhenPaymentRequestedThenCharge::nothing)
                                : nothing());
    }

    private Uni<List<AddressedCommand<?, ?, ?, ?>>> ask(Issued invoice, Payment payment) {
        return charging.ask(invoice, payment)
                .chain(outcome ->
                        outcome instanceof Outcome.Unknown
                                ? nothing()
                                : noted(
                                        invoice.debt().invoice(),
                                        invoice.debt().clock(),
                                        at -> new NoteOutcome(payment.id(), outcome, at)));
    }

    private Uni<List<AddressedCommand<?, ?, ?, ?>>> refund(
            UUID id, UUID refund, @Nullable Instant wanted) {
        return bus.head(InvoiceModule.INVOICE, id)
                .chain(head ->
                        head != null && head.state() instanceof Issued invoice
                                ? invoice.repayments().stream()
                                        .filter(each -> each.id().equals(refund))
                                        .findFirst()
                                        .map(found -> refund(invoice, found, wanted))
                                        .orElseGet(WhenPaymentRequestedThenCharge::nothing)
                                : nothing());
    }

    private Uni<List<AddressedCommand<?, ?, ?, ?>>> refund(
            Issued invoice, Repayment repayment, @Nullable Instant wanted) {
        return charging.refund(invoice, repayment, wanted)
                .chain(outcome ->
                        command(repayment.id(), outcome)
                                .map(command ->
                                        noted(
                                                invoice.debt().invoice(),
                                                invoice.debt().clock(),
                                                command))
                                .orElseGet(WhenPaymentRequestedThenCharge::nothing));
    }

    private static Optional<Function<Instant, InvoiceCommand>> command(
            UUID refund, RefundOutcome outcome) {
        return switch (outcome) {
            case RefundOutcome.Done() -> Optional.of(at -> new NoteRefund(refund, true, null, at));
            case RefundOutcome.Failed(String why) ->
                    Optional.of(at -> new NoteRefund(refund, false, why, at));
            case RefundOutcome.Unknown() -> Optional.empty();
        };
    }

    private Uni<List<AddressedCommand<?, ?, ?, ?>>> noted(
            UUID invoice, @Nullable UUID clock, Function<Instant, InvoiceCommand> command) {
        return time.now(clock)
                .map(at ->
                        List.of(
                                AddressedCommand.of(
                                        InvoiceModule.INVOICE, invoice, command.apply(at))));
    }

    private static Uni<List<AddressedCommand<?, ?, ?, ?>>> nothing() {
        return Uni.createFrom().item(List.of());
    }
}
