package dev.cinestream.billing.customer;

import dev.cinestream.billing.Bill;
import dev.cinestream.billing.BillingModule;
import dev.cinestream.billing.Discount;
import dev.cinestream.billing.Entitlement;
import dev.cinestream.billing.Interval;
import dev.cinestream.billing.NextStep;
import dev.cinestream.billing.PaymentMethod;
import dev.cinestream.billing.Residence;
import dev.cinestream.billing.TaxTable;
import dev.cinestream.billing.Terms;
import dev.cinestream.billing.customer.CustomerCommand.NotePaid;
import dev.cinestream.billing.customer.CustomerCommand.OpenCustomer;
import dev.cinestream.billing.customer.CustomerCommand.Proceed;
import dev.cinestream.billing.customer.CustomerCommand.Subscribe;
import dev.cinestream.billing.customer.CustomerEvent.Billed;
import dev.cinestream.eventsourcing.decider.DeciderKit;
import dev.cinestream.eventsourcing.decider.Personal;
import dev.cinestream.eventsourcing.decider.Secret;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// A customer, and what she may be asked in tests.
final class Ada {

    static final UUID ID = new UUID(0, 1);
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final Residence HOME = new Residence("DE", BERLIN, null);
    static final Instant NOON = Instant.parse("2026-11-01T11:00:00Z");
    static final TaxTable TAXES =
            new TaxTable(
                    "DE",
                    List.of(
                            tax("DE", 1900, null),
                            tax("FR", 2000, "2026-12-01"),
                            new TaxTable.Entry("FR", 2500, LocalDate.parse("2026-12-01"), null)),
                    Set.of("DE", "FR"));
    static final PaymentMethod VISA =
            new PaymentMethod(
                    "simulator",
                    Secret.of(ID, "pm_card_visa"),
                    Personal.of(ID, "Visa •••• 4242"),
                    "2030-12");

    static final Terms BASIC = terms("Basic", Interval.MONTH, 799);
    static final Terms STANDARD = terms("Standard", Interval.MONTH, 1299);
    static final Terms YEARLY = terms("Standard", Interval.YEAR, 12_900);
    static final Terms WITH_TRIAL = trial(STANDARD, 14);

    static final DeciderKit<CustomerCommand, CustomerState, CustomerEvent, CustomerRejection> KIT =
            new DeciderKit<>(BillingModule.CUSTOMER);
    static final CustomerCommand OPENED = new OpenCustomer(ID, HOME, null, NOON);

    private Ada() {}

    private static TaxTable.Entry tax(String country, int points, @Nullable String until) {
        return new TaxTable.Entry(
                country,
                points,
                LocalDate.parse("2020-01-01"),
                until == null ? null : LocalDate.parse(until));
    }

    static Terms terms(String name, Interval interval, long minor) {
        return new Terms(
                new UUID(7, name.hashCode()),
                1,
                name,
                interval,
                euro(minor),
                true,
                0,
                new Entitlement(2, 1080, 5, 10));
    }

    static Terms trial(Terms terms, int days) {
        return new Terms(
                terms.plan(),
                terms.version(),
                terms.name(),
                terms.interval(),
                terms.price(),
                terms.taxIncluded(),
                days,
                terms.entitlement());
    }

    static Terms withoutTax(Terms terms) {
        return new Terms(
                terms.plan(),
                terms.version(),
                terms.name(),
                terms.interval(),
                terms.price(),
                false,
                terms.trialDays(),
                terms.entitlement());
    }

    static Money euro(long minor) {
        return Money.ofMinor(CurrencyUnit.EUR, minor);
    }

    static Discount percent(int points, @Nullable Integer bills) {
        return new Discount(new UUID(5, points), "Some off", points, null, bills);
    }

    static Discount amount(long minor, @Nullable Integer bills) {
        return new Discount(new UUID(6, minor), "Some off", null, euro(minor), bills);
    }

    static UUID bill(int number) {
        return Bills.id(ID, number);
    }

    /// What has happened after these commands to a customer who was opened.
    static List<CustomerEvent> after(CustomerCommand... commands) {
        List<CustomerEvent> events = KIT.given(List.of()).when(OPENED).events();
        for (CustomerCommand command : commands) {
            events = KIT.given(events).when(command).events();
        }
        return events;
    }

    /// A customer whose first bill, number 1, is paid at once.
    static List<CustomerEvent> subscribed(Terms terms, Instant at) {
        return after(new Subscribe(terms, at, TAXES), new NotePaid(bill(1), at));
    }

    static List<CustomerEvent> then(List<CustomerEvent> events, CustomerCommand... commands) {
        List<CustomerEvent> all = events;
        for (CustomerCommand command : commands) {
            all = KIT.given(all).when(command).events();
        }
        return all;
    }

    /// Lets the next step happen in its time.
    static List<CustomerEvent> proceeded(List<CustomerEvent> events) {
        return then(events, new Proceed(next(events).at(), TAXES));
    }

    static CustomerState.Open state(List<CustomerEvent> events) {
        Customer rules = new Customer();
        return (CustomerState.Open) rules.evolve(rules.initial(), events);
    }

    static NextStep next(List<CustomerEvent> events) {
        NextStep next = state(events).subscription().next();
        if (next == null) {
            throw new AssertionError("no next step after " + events.getLast());
        }
        return next;
    }

    static List<Bill> bills(List<CustomerEvent> events) {
        return events.stream()
                .filter(Billed.class::isInstance)
                .map(event -> ((Billed) event).bill())
                .toList();
    }

    static Bill lastBill(List<CustomerEvent> events) {
        return bills(events).getLast();
    }
}
