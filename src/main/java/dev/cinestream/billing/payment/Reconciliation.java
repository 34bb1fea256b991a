package dev.cinestream.billing.payment;

import dev.cinestream.billing.invoice.InvoiceCommand.Outcome;
import dev.cinestream.billing.readmodel.PaymentRow;
import dev.cinestream.billing.readmodel.Payments;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// The provider's charges of a time against our payments. Both are read a page at a time; what is kept are ids, of a bounded
/// number.
@ApplicationScoped
public class Reconciliation {

    /// Charges compared at most; a longer time is compared in parts.
    public static final int MOST_CHARGES = 200_000;

    /// Differences listed at most. Who has more has another problem than which.
    public static final int MOST_DIFFERENCES = 1_000;

    private static final int PAGE = 500;
    private static final int ASKED_AT_ONCE = 8;

    private final PaymentProviders providers;
    private final Payments payments;

    Reconciliation(PaymentProviders providers, Payments payments) {
        this.providers = providers;
        this.payments = payments;
    }

    /// @param charges that were compared
    /// @param differences none when both books say the same
    /// @param more whether there are differences that are not listed
    public record Report(
            String provider,
            Instant from,
            Instant until,
            long charges,
            List<Difference> differences,
            boolean more) {}

    /// @param charge the provider's name for it
    /// @param atProvider what was charged there; null when nothing was
    /// @param here what we say was paid; null when we say nothing
    public record Difference(
            Kind kind,
            @Nullable UUID payment,
            @Nullable UUID invoice,
            @Nullable String charge,
            @Nullable Money atProvider,
            @Nullable Money here) {}

    public enum Kind {
        /// Charged there, and no payment of ours.
        UNKNOWN_HERE,
        /// Charged there, and not known to have succeeded here: not yet, when it was just now.
        NOT_PAID_HERE,
        /// Another amount there than here.
        OTHER_AMOUNT,
        /// Paid here, and not charged there.
        NOT_CHARGED_THERE
    }

    /// Too many charges to compare at once.
    public static final class TooManyException extends RuntimeException {
        TooManyException() {
            super("more than " + MOST_CHARGES + " charges", null, false, false);
        }
    }

    /// What was seen so far.
    private static final class Found {
        private final List<Difference> differences = new ArrayList<>();
        private final Set<UUID> seen = new HashSet<>();
        private long charges;
        private boolean more;

        void add(Difference difference) {
            if (differences.size() < MOST_DIFFERENCES) {
                differences.add(difference);
            } else {
                more = true;
            }
        }

        void count(List<Charge> page) {
            charges += page.size();
            if (charges > MOST_CHARGES) {
                throw new TooManyException();
            }
            page.stream()
                    .filter(Charge::succeeded)
                    .map(Charge::payment)
                    .filter(Objects::nonNull)
                    .forEach(seen::add);
        }
    }

    /// Where a page ended.
    private static final class Place {
        private UUID after = new UUID(0, 0);
    }

    /// @param until the first moment that is not meant
    public Uni<Report> compare(Instant from, Instant until) {
        PaymentProvider provider = providers.chosen();
        var found = new Found();
        return theirs(provider, from, until, found)
                .chain(() -> ours(provider, from, until, found))
                .map(_ ->
                        new Report(
                                provider.name(),
                                from,
                                until,
                                found.charges,
                                found.differences,
                                found.more));
    }

    private Uni<Void> theirs(PaymentProvider provider, Instant from, Instant until, Found found) {
        return provider.charges(from, until)
                .group()
                .intoLists()
                .of(PAGE)
                .invoke(found::count)
                .onItem()
                .transformToUniAndConcatenate(page -> compare(page, found))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> compare(List<Charge> page, Found found) {
        List<UUID> ids = page.stream().map(Charge::payment).filter(Objects::nonNull).toList();
        return payments.of(ids)
                .invoke(rows -> {
                    Map<UUID, PaymentRow> known =
                            rows.stream()
                                    .collect(Collectors.toMap(PaymentRow::id, Function.identity()));
                    page.forEach(charge -> difference(charge, known).ifPresent(found::add));
                })
                .replaceWithVoid();
    }

    private static Optional<Difference> difference(Charge charge, Map<UUID, PaymentRow> known) {
        UUID payment = charge.payment();
        PaymentRow row = payment == null ? null : known.get(payment);
        if (row == null) {
            return charge.succeeded()
                    ? Optional.of(
                            new Difference(
                                    Kind.UNKNOWN_HERE,
                                    payment,
                                    null,
                                    charge.name(),
                                    charge.amount(),
                                    null))
                    : Optional.empty();
        }
        boolean paidHere = row.status() == PaymentRow.Status.SUCCEEDED;
        if (charge.succeeded() && !paidHere) {
            return Optional.of(about(Kind.NOT_PAID_HERE, charge, row));
        }
        if (!charge.succeeded() && paidHere) {
            return Optional.of(about(Kind.NOT_CHARGED_THERE, charge, row));
        }
        return charge.amount().equals(row.amount())
                ? Optional.empty()
                : Optional.of(about(Kind.OTHER_AMOUNT, charge, row));
    }

    private static Difference about(Kind kind, Charge charge, PaymentRow row) {
        return new Difference(
                kind,
                row.id(),
                row.invoice(),
                charge.name(),
                charge.succeeded() ? charge.amount() : null,
                row.status() == PaymentRow.Status.SUCCEEDED ? row.amount() : null);
    }

    /// What the provider did not list: it may have been charged just before or after, or by a customer with a clock of its own.
    private Uni<Void> ours(PaymentProvider provider, Instant from, Instant until, Found found) {
        return Multi.createBy()
                .repeating()
                .uni(Place::new, place -> page(provider, from, until, place))
                .whilst(page -> page.size() == PAGE)
                .onItem()
                .<PaymentRow>disjoint()
                .filter(row -> !found.seen.contains(row.id()))
                .onItem()
                .transformToUni(row -> ask(provider, row, found))
                .merge(ASKED_AT_ONCE)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<List<PaymentRow>> page(
            PaymentProvider provider, Instant from, Instant until, Place place) {
        return payments.succeeded(provider.name(), from, until, place.after, PAGE)
                .invoke(page -> {
                    if (!page.isEmpty()) {
                        place.after = page.getLast().id();
                    }
                });
    }

    private static Uni<Void> ask(PaymentProvider provider, PaymentRow row, Found found) {
        var order = new PaymentOrder(row.id(), row.invoice(), row.attempt(), row.amount(), "");
        return provider.find(order)
                .invoke(outcome -> {
                    if (!(outcome.orElse(null) instanceof Outcome.Succeeded)) {
                        synchronized (found) {
                            found.add(
                                    new Difference(
                                            Kind.NOT_CHARGED_THERE,
                                            row.id(),
                                            row.invoice(),
                                            row.charge(),
                                            null,
                                            row.amount()));
                        }
                    }
                })
                .replaceWithVoid();
    }
}
