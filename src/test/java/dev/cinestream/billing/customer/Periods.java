package dev.cinestream.billing.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.billing.Bill;
import dev.cinestream.billing.Line;
import dev.cinestream.billing.Period;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a customer's periods and bills from its events, without the rules that made them.
final class Periods {

    private final List<Period> begun = new ArrayList<>();
    private final List<Period> billed = new ArrayList<>();
    private @Nullable Period running;
    private @Nullable Period billedAhead;

    Periods(List<CustomerEvent> events) {
        events.forEach(this::read);
    }

    /// Each period is billed once, whole, and in order.
    void hold() {
        assertThat(billed).isEqualTo(begun);
    }

    private void read(CustomerEvent event) {
        switch (event) {
            case CustomerEvent.SubscriptionBegun(_, var cycle, _, _) ->
                    billedAhead = cycle.period(0);
            case CustomerEvent.PeriodBegun(_, _, _, var period, _) -> begin(period);
            case CustomerEvent.PlanChanged(_, _, var period, _) -> change(period);
            case CustomerEvent.SubscriptionPaused _, CustomerEvent.SubscriptionEnded _ ->
                    running = null;
            case CustomerEvent.Billed(var bill) -> bill(bill);
            default -> {}
        }
    }

    private void begin(Period period) {
        if (running != null) {
            assertThat(period.from()).as("without gap or overlap").isEqualTo(running.until());
        }
        if (period.equals(billedAhead)) {
            billed.add(period);
            billedAhead = null;
        }
        begun.add(period);
        running = period;
    }

    /// To another cycle: the period under way is cut there.
    private void change(@Nullable Period period) {
        if (period == null || period.equals(running)) {
            return;
        }
        assertThat(running).isNotNull();
        assertThat(period.from()).isBetween(running.from(), running.until());
        begun.add(period);
        running = period;
    }

    private void bill(Bill bill) {
        for (Line line : bill.lines()) {
            if (bill.reason() == Bill.Reason.START) {
                assertThat(line.period()).isEqualTo(billedAhead);
            } else {
                assertThat(running).isNotNull();
                assertThat(
                                line.kind() == Line.Kind.UNUSED
                                        || line.period().until().equals(running.until()))
                        .isTrue();
                if (line.kind() == Line.Kind.SUBSCRIPTION) {
                    billed.add(line.period());
                }
            }
        }
    }
}
