package dev.cinestream.billing.payment.simulator;

import dev.cinestream.billing.PaymentMethod;
import dev.cinestream.billing.invoice.InvoiceCommand.Outcome;
import dev.cinestream.billing.payment.Charge;
import dev.cinestream.billing.payment.PaymentOrder;
import dev.cinestream.billing.payment.PaymentProvider;
import dev.cinestream.billing.payment.RefundOrder;
import dev.cinestream.billing.payment.RefundOutcome;
import dev.cinestream.billing.payment.adapter.SimulatorTables;
import dev.cinestream.billing.payment.simulator.TestCards.Habit;
import dev.cinestream.eventsourcing.decider.Personal;
import dev.cinestream.eventsourcing.decider.Secret;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The built-in provider: moves no money, and behaves as the payment method's name says (see the package). Its books are
/// tables of its own, committed apart from ours, so that they tell after a crash what was charged.
@ApplicationScoped
public class PaymentSimulator implements PaymentProvider {

    public static final String NAME = "simulator";

    private static final Pattern CARD = Pattern.compile("pm_card_[A-Za-z0-9_]{1,80}");
    private static final int PAGE = 1_000;

    private final ChargeBatches batches;
    private final SimulatorTables tables;
    private final NoticePlans plans;
    private final Optional<String> site;

    PaymentSimulator(
            ChargeBatches batches,
            SimulatorTables tables,
            NoticePlans plans,
            @ConfigProperty(name = "cinestream.site.url") Optional<String> site) {
        this.batches = batches;
        this.tables = tables;
        this.plans = plans;
        this.site = site;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Uni<Outcome> charge(PaymentOrder order) {
        Habit habit = TestCards.of(order);
        if (habit.status() == null) {
            return Uni.createFrom().failure(SilentException::new);
        }
        return batches.charge(ChargeRow.of(order, habit.status(), habit))
                .chain(charge -> answer(order, charge, habit));
    }

    private Uni<Outcome> answer(PaymentOrder order, ChargeRow charge, Habit habit) {
        if (!charge.amount().equals(order.amount())) {
            return Uni.createFrom()
                    .failure(() ->
                            new IllegalStateException(
                                    "payment "
                                            + order.payment()
                                            + " was charged before, with another amount"));
        }
        return switch (habit.answer()) {
            case TOLD -> Uni.createFrom().item(outcome(charge));
            case NOT_KNOWN_YET -> Uni.createFrom().item(new Outcome.Unknown());
            case NONE -> Uni.createFrom().failure(SilentException::new);
        };
    }

    @Override
    public Uni<Optional<Outcome>> find(PaymentOrder order) {
        return tables.find(order.payment()).map(charge -> charge.map(this::outcome));
    }

    private Outcome outcome(ChargeRow charge) {
        return switch (charge.status()) {
            case SUCCEEDED -> new Outcome.Succeeded(charge.name());
            case DECLINED ->
                    new Outcome.Declined(
                            Optional.ofNullable(charge.code()).orElse("generic_decline"),
                            charge.hard());
            case ACTION_NEEDED ->
                    new Outcome.ActionNeeded(site.orElse("") + "/dev/payments/" + charge.payment());
        };
    }

    /// What the customer did at the page the charge sent them to; empty when nothing waits for that.
    public Uni<Optional<ChargeRow>> act(UUID payment, boolean confirmed) {
        return tables.settle(
                payment,
                confirmed ? ChargeRow.Status.SUCCEEDED : ChargeRow.Status.DECLINED,
                confirmed ? Optional.empty() : Optional.of("payment_intent_authentication_failure"),
                plans::ofSettled);
    }

    @Override
    public Uni<RefundOutcome> refund(RefundOrder order) {
        return tables.find(order.payment())
                .chain(charge ->
                        charge.map(known -> refund(order, known))
                                .orElseGet(() ->
                                        Uni.createFrom()
                                                .item(
                                                        new RefundOutcome.Failed(
                                                                "resource_missing"))));
    }

    private Uni<RefundOutcome> refund(RefundOrder order, ChargeRow charge) {
        String card = charge.reference();
        return tables.refund(
                        new RefundRow(
                                order.refund(),
                                order.invoice(),
                                order.payment(),
                                order.amount().getAmountMinorLong(),
                                TestCards.refundsFail(card),
                                card))
                .chain(made ->
                        TestCards.refundsAreAnswered(card)
                                ? Uni.createFrom()
                                        .item(
                                                made.map(PaymentSimulator::refundOutcome)
                                                        .orElseGet(() ->
                                                                new RefundOutcome.Failed(
                                                                        "charge_already_refunded")))
                                : Uni.createFrom().failure(SilentException::new));
    }

    @Override
    public Uni<Optional<RefundOutcome>> findRefund(RefundOrder order) {
        return tables.findRefund(order.refund())
                .map(refund -> refund.map(PaymentSimulator::refundOutcome));
    }

    private static RefundOutcome refundOutcome(RefundRow refund) {
        return refund.failed()
                ? new RefundOutcome.Failed("expired_or_canceled_card")
                : new RefundOutcome.Done();
    }

    @Override
    public Uni<MethodSetup> setUp(UUID account) {
        String id = "seti_" + account.toString().replace("-", "");
        return Uni.createFrom().item(new MethodSetup(id, id + "_secret_simulator"));
    }

    /// Any name of a card; there is no browser to enter one in.
    @Override
    public Uni<Optional<PaymentMethod>> method(UUID account, String token) {
        return Uni.createFrom()
                .item(
                        CARD.matcher(token).matches()
                                ? Optional.of(
                                        new PaymentMethod(
                                                NAME,
                                                Secret.of(account, token),
                                                Personal.of(account, display(token)),
                                                "2099-12"))
                                : Optional.empty());
    }

    private static String display(String token) {
        return token.toLowerCase(Locale.ROOT).contains("mastercard")
                ? "Mastercard •••• 4444"
                : "Visa •••• 4242";
    }

    @Override
    public Multi<Charge> charges(Instant from, Instant until) {
        return Multi.createBy()
                .repeating()
                .uni(Place::new, place -> page(from, until, place))
                .whilst(page -> page.size() == PAGE)
                .onItem()
                .<ChargeRow>disjoint()
                .map(PaymentSimulator::entry);
    }

    /// Where a page ended.
    private static final class Place {
        private Instant madeAt = Instant.EPOCH;
        private UUID payment = new UUID(0, 0);
    }

    private Uni<List<ChargeRow>> page(Instant from, Instant until, Place place) {
        return tables.page(from, until, place.madeAt, place.payment, PAGE)
                .invoke(page -> {
                    if (!page.isEmpty()) {
                        place.madeAt = page.getLast().madeAt();
                        place.payment = page.getLast().payment();
                    }
                });
    }

    private static Charge entry(ChargeRow charge) {
        return new Charge(
                charge.name(),
                charge.payment(),
                charge.amount(),
                charge.status() == ChargeRow.Status.SUCCEEDED,
                charge.madeAt());
    }

    /// Whoever asked hears nothing.
    private static final class SilentException extends IOException {
        SilentException() {
            super("the simulator does not answer");
        }
    }
}
