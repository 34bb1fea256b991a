package dev.cinestream.billing.customer;

import dev.cinestream.billing.Bill;
import dev.cinestream.billing.Discount;
import dev.cinestream.billing.Line;
import dev.cinestream.billing.Period;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What was really charged for a stretch of time, after discount: what a change of plan gives back a part of.
///
/// @param net without tax
/// @param tax as it was charged, whatever the rate is now
/// @param discount that the period has, so that a change in its middle neither loses it nor uses it twice
public record Charge(Period period, Money net, Money tax, @Nullable Discount discount) {

    /// Before the bill is made.
    static Charge none(Period period, CurrencyUnit currency) {
        return new Charge(period, Money.zero(currency), Money.zero(currency), null);
    }

    /// What a bill charges for the time to come; what it gives back was charged before.
    static Charge of(Bill bill, @Nullable Discount discount) {
        List<Line> charged =
                bill.lines().stream().filter(line -> line.kind() != Line.Kind.UNUSED).toList();
        CurrencyUnit currency = bill.total().getCurrencyUnit();
        Money net = Money.total(currency, charged.stream().map(Line::net).toList());
        Money tax = Money.total(currency, charged.stream().map(Line::tax).toList());
        return new Charge(charged.getFirst().period(), net, tax, discount);
    }

    Money gross() {
        return net.plus(tax);
    }
}
