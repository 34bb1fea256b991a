package dev.cinestream.billing.invoice;

import dev.cinestream.billing.Bill;
import dev.cinestream.billing.Dunning;
import dev.cinestream.billing.Line;
import dev.cinestream.billing.NextStep;
import dev.cinestream.billing.NextStep.What;
import dev.cinestream.billing.PaymentMethod;
import dev.cinestream.billing.Period;
import dev.cinestream.billing.Residence;
import dev.cinestream.billing.TaxRate;
import dev.cinestream.billing.invoice.InvoiceCommand.DraftInvoice;
import dev.cinestream.billing.invoice.InvoiceEvent.InvoiceDrafted;
import dev.cinestream.billing.invoice.InvoiceEvent.InvoiceIssued;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentRequested;
import dev.cinestream.eventsourcing.decider.Personal;
import dev.cinestream.eventsourcing.decider.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// An invoice to test with: 12.99 EUR with 2.07 of tax, all due, tried again after one and three days, given up after four.
public final class Invoices {

    public static final UUID ADA = new UUID(0, 1);
    public static final UUID ID = new UUID(0, 2);
    public static final String NUMBER = "CS-2026-000001";
    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    public static final Instant LATER = NOON.plusSeconds(60);
    public static final Duration DAY = Duration.ofDays(1);
    public static final Dunning DUNNING =
            new Dunning(List.of(DAY, DAY.multipliedBy(3)), DAY.multipliedBy(4));
    public static final Money DUE = eur(1299);
    public static final Money TAX = eur(207);
    public static final PaymentMethod CARD = card("pm_card_visa");
    public static final PaymentMethod OTHER_CARD = card("pm_card_mastercard");

    private Invoices() {}

    public static Money eur(long cents) {
        return Money.ofMinor(CurrencyUnit.EUR, cents);
    }

    public static PaymentMethod card(String reference) {
        return card(ADA, reference);
    }

    public static PaymentMethod card(UUID customer, String reference) {
        return new PaymentMethod(
                "simulator",
                Secret.of(customer, reference),
                Personal.of(customer, "Visa •••• 4242"),
                null);
    }

    public static Bill bill(UUID id, Money total, Money tax, Money due) {
        Money zero = Money.zero(total.getCurrencyUnit());
        var period = new Period(NOON, NOON.plus(Duration.ofDays(30)));
        return new Bill(
                id,
                1,
                Bill.Reason.RENEWAL,
                NOON,
                List.of(
                        new Line(
                                Line.Kind.SUBSCRIPTION, "Standard", period, total.minus(tax), tax)),
                new TaxRate("DE", 1900, TaxRate.Kind.STANDARD),
                total.minus(tax),
                tax,
                total,
                total.isPositive() ? total.minus(due) : zero,
                total.isNegative() ? total.negated() : zero,
                due);
    }

    static DraftInvoice draft(Money total, Money tax, Money due, @Nullable PaymentMethod method) {
        return draft(ADA, bill(ID, total, tax, due), method);
    }

    public static DraftInvoice draft(UUID customer, Bill bill, @Nullable PaymentMethod method) {
        return new DraftInvoice(
                customer,
                new Residence("DE", ZoneId.of("Europe/Berlin"), null),
                null,
                bill,
                method,
                DUNNING);
    }

    static InvoiceEvent drafted(Money due, @Nullable PaymentMethod method) {
        DraftInvoice draft = draft(DUE, TAX, due, method);
        return new InvoiceDrafted(
                draft.customer(),
                draft.residence(),
                draft.clock(),
                draft.bill(),
                draft.method(),
                draft.dunning());
    }

    static UUID payment(int attempt) {
        return Invoice.paymentId(ID, attempt);
    }

    static PaymentRequested requested(int attempt, PaymentMethod method, Instant at) {
        return new PaymentRequested(
                payment(attempt),
                attempt,
                DUE,
                method,
                null,
                at,
                step(at, Duration.ofHours(1), What.ASKS));
    }

    static InvoiceEvent issued(@Nullable NextStep next) {
        return new InvoiceIssued(NUMBER, NOON, next);
    }

    static NextStep step(Instant from, Duration after, What what) {
        return new NextStep(from.plus(after), what);
    }

    public static NextStep anHourAfter(Instant at) {
        return step(at, Duration.ofHours(1), What.ASKS);
    }
}
