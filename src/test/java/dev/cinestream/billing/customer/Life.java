package dev.cinestream.billing.customer;

import dev.cinestream.Seeded;
import dev.cinestream.billing.Discount;
import dev.cinestream.billing.Entitlement;
import dev.cinestream.billing.Interval;
import dev.cinestream.billing.NextStep;
import dev.cinestream.billing.Residence;
import dev.cinestream.billing.TaxTable;
import dev.cinestream.billing.Terms;
import dev.cinestream.billing.customer.CustomerCommand.ApplyDiscount;
import dev.cinestream.billing.customer.CustomerCommand.Cancel;
import dev.cinestream.billing.customer.CustomerCommand.ChangePlan;
import dev.cinestream.billing.customer.CustomerCommand.CloseCustomer;
import dev.cinestream.billing.customer.CustomerCommand.ExtendTrial;
import dev.cinestream.billing.customer.CustomerCommand.GiveCredit;
import dev.cinestream.billing.customer.CustomerCommand.KeepAsItIs;
import dev.cinestream.billing.customer.CustomerCommand.NoteOverdue;
import dev.cinestream.billing.customer.CustomerCommand.NotePaid;
import dev.cinestream.billing.customer.CustomerCommand.NoteUncollectible;
import dev.cinestream.billing.customer.CustomerCommand.OpenCustomer;
import dev.cinestream.billing.customer.CustomerCommand.Pause;
import dev.cinestream.billing.customer.CustomerCommand.Proceed;
import dev.cinestream.billing.customer.CustomerCommand.Resume;
import dev.cinestream.billing.customer.CustomerCommand.SetPaymentMethod;
import dev.cinestream.billing.customer.CustomerCommand.SetResidence;
import dev.cinestream.billing.customer.CustomerCommand.Subscribe;
import dev.cinestream.billing.customer.CustomerCommand.When;
import dev.cinestream.billing.customer.CustomerState.Open;
import dev.cinestream.eventsourcing.decider.Decision;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// A customer's life of whatever commands in whatever order, over years that have their odd days.
final class Life {

    private static final TaxTable TAXES =
            new TaxTable(
                    "DE",
                    List.of(entry("DE", 1900), entry("FR", 2000), entry("ES", 2100)),
                    Set.of("DE", "FR", "ES"));

    private final Customer rules = new Customer();
    private final Seeded seeded;
    private final List<CustomerEvent> events = new ArrayList<>();
    private CustomerState state = rules.initial();
    private Instant now;

    Life(Seeded seeded) {
        this.seeded = seeded;
        now =
                Instant.parse(
                        seeded.oneOf(
                                "2027-01-31T12:00:00Z",
                                "2028-02-29T23:30:00Z",
                                "2027-03-28T01:30:00Z",
                                "2026-10-25T00:30:00.5Z",
                                "2027-12-31T22:59:59.999Z",
                                "2026-11-30T10:00:00Z"));
        happen(new OpenCustomer(Ada.ID, residence(), null, now));
    }

    private static TaxTable.Entry entry(String country, int points) {
        return new TaxTable.Entry(country, points, LocalDate.parse("2020-01-01"), null);
    }

    TaxTable taxes() {
        return TAXES;
    }

    Instant now() {
        return now;
    }

    CustomerState state() {
        return state;
    }

    List<CustomerEvent> events() {
        return List.copyOf(events);
    }

    /// What follows; nothing from what is refused.
    List<CustomerEvent> happen(CustomerCommand command) {
        return switch (rules.decide(command, state)) {
            case Decision.Accepted<CustomerEvent, CustomerRejection>(var followed) -> {
                events.addAll(followed);
                state = rules.evolve(state, followed);
                yield followed;
            }
            case Decision.Rejected<CustomerEvent, CustomerRejection> _ -> List.of();
        };
    }

    /// Some time passes, and somebody wants something. Every other time what is due by then happens first.
    CustomerCommand next() {
        now =
                now.plus(
                        seeded.oneOf(
                                Duration.ZERO,
                                Duration.ofMillis(700),
                                Duration.ofHours(seeded.below(30)),
                                Duration.ofDays(seeded.below(20)),
                                Duration.ofDays(seeded.below(60))));
        return seeded.oneIn(2) ? new Proceed(now, TAXES) : command();
    }

    private CustomerCommand command() {
        return switch (seeded.below(24)) {
            case 0, 1, 2 -> new Subscribe(terms(), now, TAXES);
            case 3, 4, 5, 6 -> new ChangePlan(terms(), seeded.oneOf(When.values()), now, TAXES);
            case 7 -> new Cancel(seeded.oneOf(When.values()), now);
            case 8 -> new KeepAsItIs();
            case 9 -> new Pause(now.plus(Duration.ofDays(seeded.below(100))));
            case 10 -> new Resume(now, TAXES);
            case 11 -> new ExtendTrial(now.plus(Duration.ofDays(seeded.below(40))), now);
            case 12 -> new ApplyDiscount(discount());
            case 13 -> new GiveCredit(money(seeded.below(3000)));
            case 14 -> new SetResidence(residence());
            case 15 -> new SetPaymentMethod(Ada.VISA);
            case 16 -> new NoteOverdue(invoice(), now);
            case 17 ->
                    seeded.oneIn(4)
                            ? new NoteUncollectible(
                                    invoice(), seeded.orNull(now.plus(Duration.ofDays(90))), now)
                            : new NotePaid(invoice(), now);
            case 18 -> seeded.oneIn(20) ? new CloseCustomer(now) : new KeepAsItIs();
            default -> new NotePaid(invoice(), now);
        };
    }

    /// Mostly the newest.
    private UUID invoice() {
        int newest = state instanceof Open open ? open.bills() : 0;
        return Ada.bill(seeded.oneIn(3) ? 1 + seeded.below(newest + 1) : newest);
    }

    Terms terms() {
        return terms(seeded.oneOf(Interval.MONTH, Interval.MONTH, Interval.YEAR));
    }

    Terms terms(Interval interval) {
        int plan = seeded.below(4);
        return new Terms(
                new UUID(9, plan),
                1,
                "Plan " + plan,
                interval,
                money(seeded.oneOf(0, 1, 799, 1299, 9999, 123_457)),
                !seeded.oneIn(3),
                seeded.oneIn(2) ? 14 : 0,
                new Entitlement(1, 1080, 1, 0));
    }

    private Discount discount() {
        Integer bills = seeded.orNull(1 + seeded.below(3));
        UUID coupon = new UUID(8, seeded.below(1000));
        return seeded.oneIn(2)
                ? new Discount(coupon, "Part", 1 + seeded.below(10_000), null, bills)
                : new Discount(coupon, "Amount", null, money(1 + seeded.below(3000)), bills);
    }

    private Residence residence() {
        String country = seeded.oneOf("DE", "FR", "ES", "US");
        return new Residence(
                country,
                ZoneId.of(
                        seeded.oneOf(
                                "Europe/Berlin",
                                "America/New_York",
                                "Asia/Kathmandu",
                                "Australia/Lord_Howe",
                                "Pacific/Apia",
                                "UTC")),
                seeded.oneIn(4) ? country + "123456789" : null);
    }

    private Money money(long minor) {
        return Money.ofMinor(seeded.oneIn(30) ? CurrencyUnit.JPY : CurrencyUnit.EUR, minor);
    }

    NextStep nextStep() {
        NextStep next = state instanceof Open open ? open.subscription().next() : null;
        if (next == null) {
            throw new AssertionError("nothing lives");
        }
        return next;
    }

    boolean lives() {
        return state instanceof Open open && open.subscription().next() != null;
    }
}
