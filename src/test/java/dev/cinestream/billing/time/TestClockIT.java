package dev.cinestream.billing.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.billing.Entitlement;
import dev.cinestream.billing.Entitlements;
import dev.cinestream.billing.Interval;
import dev.cinestream.billing.Residence;
import dev.cinestream.billing.Taxes;
import dev.cinestream.billing.Terms;
import dev.cinestream.billing.customer.CustomerCommand.GiveCredit;
import dev.cinestream.billing.customer.CustomerCommand.OpenCustomer;
import dev.cinestream.billing.customer.CustomerCommand.Subscribe;
import dev.cinestream.billing.readmodel.CustomerRow;
import dev.cinestream.billing.readmodel.CustomerStatus;
import dev.cinestream.billing.readmodel.Customers;
import dev.cinestream.billing.readmodel.InvoiceRow;
import dev.cinestream.billing.readmodel.InvoiceStatus;
import dev.cinestream.billing.readmodel.Invoices;
import dev.cinestream.billing.readmodel.TrialBalance;
import dev.cinestream.eventsourcing.log.Uuid7;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Steps are taken when they are due, by the real clock and by test clocks, in order, with all that follows (CS-4, CS-6).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class TestClockIT {

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final Instant BEGIN = Instant.parse("2026-01-17T12:00:00Z");
    private static final Entitlement ALLOWED = new Entitlement(2, 1_080, 5, 10);

    @Inject Clocks clocks;
    @Inject Customers customers;
    @Inject Invoices invoices;
    @Inject Entitlements entitlements;
    @Inject TrialBalance balance;
    @Inject Taxes taxes;

    @Test
    void what_is_due_on_the_way_happens_in_order_and_at_its_moment() {
        UUID clock = clocks.at(BEGIN);
        UUID customer = customer(clock, BEGIN, 100_000);
        UUID later = customer(clock, BEGIN.plusSeconds(60), 100_000);

        clocks.advance(clock, Instant.parse("2026-04-30T12:00:00Z"));

        assertThat(issued(customer))
                .containsExactly(
                        "2026-01-31T12:00:00Z",
                        "2026-02-28T12:00:00Z",
                        "2026-03-31T11:00:00Z",
                        "2026-04-30T11:00:00Z");
        assertThat(issued(later)).hasSize(4).first().isEqualTo("2026-01-31T12:01:00Z");
        assertThat(invoicesOf(customer))
                .extracting(InvoiceRow::status)
                .containsOnly(InvoiceStatus.PAID);
        assertThat(numbers(customer, later)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void who_never_pays_is_entitled_until_the_grace_is_over_and_billed_no_more() {
        UUID clock = clocks.at(BEGIN);
        UUID customer = customer(clock, BEGIN, 0);
        clocks.advance(clock, BEGIN.plus(Duration.ofDays(20)));
        assertThat(row(customer).status()).isEqualTo(CustomerStatus.PAST_DUE);
        assertThat(allowed(customer)).isEqualTo(ALLOWED);

        clocks.advance(clock, BEGIN.plus(Duration.ofDays(200)));

        assertThat(row(customer).status()).isEqualTo(CustomerStatus.ENDED);
        assertThat(allowed(customer)).isNull();
        assertThat(invoicesOf(customer))
                .singleElement()
                .extracting(InvoiceRow::status)
                .isEqualTo(InvoiceStatus.UNCOLLECTIBLE);
    }

    @Test
    void who_never_pays_the_first_bill_never_subscribed_and_owes_nothing() {
        UUID clock = clocks.at(BEGIN);
        UUID customer = customer(clock, BEGIN, 500, terms(0));
        clocks.advance(clock, BEGIN.plus(Duration.ofHours(22)));
        assertThat(row(customer).status()).isEqualTo(CustomerStatus.PENDING);
        assertThat(allowed(customer)).isNull();

        clocks.advance(clock, BEGIN.plus(Duration.ofDays(60)));

        assertThat(row(customer).status()).isEqualTo(CustomerStatus.ENDED);
        assertThat(row(customer).credit()).isEqualTo(Money.ofMinor(CurrencyUnit.EUR, 500));
        assertThat(invoicesOf(customer))
                .singleElement()
                .extracting(InvoiceRow::status)
                .isEqualTo(InvoiceStatus.UNCOLLECTIBLE);
    }

    @Test
    void who_does_not_live_by_the_clock_is_left_alone() {
        UUID clock = clocks.at(BEGIN);
        UUID other = customer(clocks.at(BEGIN), BEGIN, 100_000);

        clocks.advance(clock, BEGIN.plus(Duration.ofDays(60)));

        assertThat(row(other).status()).isEqualTo(CustomerStatus.TRIALING);
    }

    @Test
    void on_the_real_clock_what_is_overdue_happens_at_once() {
        Instant longAgo = Instant.now().truncatedTo(ChronoUnit.MICROS).minus(Duration.ofDays(20));

        UUID customer = customer(null, longAgo, 100_000);

        await().atMost(AT_MOST)
                .ignoreException(NoSuchElementException.class) // not seen yet
                .untilAsserted(() -> {
                    assertThat(row(customer).status()).isEqualTo(CustomerStatus.ACTIVE);
                    assertThat(invoicesOf(customer))
                            .extracting(InvoiceRow::status)
                            .containsExactly(InvoiceStatus.PAID);
                });
    }

    @Test
    void the_books_balance() {
        UUID clock = clocks.at(BEGIN);
        customer(clock, BEGIN, 1_000);
        clocks.advance(clock, BEGIN.plus(Duration.ofDays(90)));

        assertThat(balance.now().await().atMost(AT_MOST).totals())
                .isNotEmpty()
                .allSatisfy(total -> assertThat(total.isZero()).isTrue());
    }

    private UUID customer(@Nullable UUID clock, Instant now, int credit) {
        return customer(clock, now, credit, terms(14));
    }

    private UUID customer(@Nullable UUID clock, Instant now, int credit, Terms terms) {
        UUID id = Uuid7.next();
        var residence = new Residence("DE", ZoneId.of("Europe/Berlin"), null);
        clocks.tell(id, new OpenCustomer(id, residence, clock, now));
        if (credit > 0) {
            clocks.tell(id, new GiveCredit(Money.ofMinor(CurrencyUnit.EUR, credit)));
        }
        clocks.tell(id, new Subscribe(terms, now, taxes.table()));
        return id;
    }

    private static Terms terms(int trialDays) {
        return new Terms(
                Uuid7.next(),
                1,
                "Standard",
                Interval.MONTH,
                Money.ofMinor(CurrencyUnit.EUR, 1_299),
                true,
                trialDays,
                ALLOWED);
    }

    private CustomerRow row(UUID customer) {
        return customers.find(customer).await().atMost(AT_MOST).orElseThrow();
    }

    private @Nullable Entitlement allowed(UUID customer) {
        return entitlements.of(customer).await().atMost(AT_MOST).entitlement();
    }

    /// The oldest first.
    private List<InvoiceRow> invoicesOf(UUID customer) {
        return invoices.of(customer, null, 100).await().atMost(AT_MOST).rows().reversed();
    }

    private List<String> issued(UUID customer) {
        return invoicesOf(customer).stream().map(row -> String.valueOf(row.issuedAt())).toList();
    }

    /// By the moments they were issued at.
    private List<String> numbers(UUID customer, UUID later) {
        return Stream.concat(invoicesOf(customer).stream(), invoicesOf(later).stream())
                .sorted(Comparator.comparing(row -> String.valueOf(row.issuedAt())))
                .map(row -> String.valueOf(row.number()))
                .toList();
    }
}
