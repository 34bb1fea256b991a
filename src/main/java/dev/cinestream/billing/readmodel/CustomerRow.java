package dev.cinestream.billing.readmodel;

import dev.cinestream.billing.Entitlement;
import dev.cinestream.billing.Period;
import dev.cinestream.billing.Residence;
import dev.cinestream.billing.Terms;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// A customer, without what is personal.
///
/// @param provider of the payment method; null when there is none
/// @param terms of the subscription it is on, or was last
/// @param scheduled what happens at the period's end besides a renewal
/// @param credit in the currency of the last bill; null before one
/// @param access what is allowed, and since when
@RegisterForReflection
public record CustomerRow(
        UUID id,
        long revision,
        Residence residence,
        @Nullable UUID clock,
        @Nullable String provider,
        CustomerStatus status,
        @Nullable Terms terms,
        @Nullable Period period,
        @Nullable Scheduled scheduled,
        @Nullable Money credit,
        Access access,
        @Nullable Awaited next,
        Instant openedAt,
        boolean closed) {

    static final Table<CustomerRow> TABLE =
            new Table<>(
                    "customer",
                    CustomerRow.class,
                    CustomerRow::id,
                    List.of(
                            Column.text("status", row -> row.status().name()),
                            Column.uuid("clock", CustomerRow::clock),
                            Column.moment("due_at", row -> Awaited.momentOf(row.next())),
                            Column.number("lane", row -> Awaited.laneOf(row.next()))));

    /// What happens at the period's end.
    public enum Scheduled {
        CHANGE,
        CANCELLATION,
        PAUSE
    }

    /// @param entitlement null when nothing is allowed
    /// @param since when that was decided, on the real clock
    @RegisterForReflection
    public record Access(@Nullable Entitlement entitlement, Instant since) {}
}
