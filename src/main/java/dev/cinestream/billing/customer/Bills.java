package dev.cinestream.billing.customer;

import dev.cinestream.billing.Bill;
import dev.cinestream.billing.Line;
import dev.cinestream.billing.Period;
import dev.cinestream.billing.TaxRate;
import dev.cinestream.billing.TaxTable;
import dev.cinestream.billing.Terms;
import dev.cinestream.billing.customer.CustomerState.Open;
import dev.cinestream.eventsourcing.decider.DerivedId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What a customer owes, reckoned: lines, taxes, credit. A preview is made by the same functions.
final class Bills {

    private Bills() {}

    /// The same customer and number, the same invoice.
    static UUID id(UUID customer, int number) {
        return DerivedId.of("billing.bill", customer.toString(), Integer.toString(number));
    }

    /// For a whole period, as of its begin: a run of bills that is late reckons as one in time.
    static Bill whole(
            Open customer, Bill.Reason reason, Terms terms, Period period, TaxTable taxes) {
        TaxRate rate = taxes.rate(customer.residence(), period.from());
        return of(
                customer,
                reason,
                period.from(),
                rate,
                Lines.whole(terms, period, customer.discount(), rate));
    }

    /// For other terms from now on to the end of the period.
    static Bill change(
            Open customer, Subscription.Running before, Terms terms, Instant at, TaxTable taxes) {
        Period rest = new Period(at, before.period().until());
        TaxRate rate = taxes.rate(customer.residence(), at);
        Proration left = Proration.left(before.period(), at);
        return change(
                customer,
                before,
                rest,
                rate,
                Lines.remaining(terms, left, rest, before.charge().discount(), rate));
    }

    /// For other terms from now on, in a first period of their own.
    static Bill change(
            Open customer,
            Subscription.Running before,
            Terms terms,
            Period period,
            TaxTable taxes) {
        Period rest = new Period(period.from(), before.period().until());
        TaxRate rate = taxes.rate(customer.residence(), period.from());
        return change(
                customer,
                before,
                rest,
                rate,
                Lines.whole(terms, period, customer.discount(), rate));
    }

    private static Bill change(
            Open customer,
            Subscription.Running before,
            Period rest,
            TaxRate rate,
            List<Line> charged) {
        Line unused = Lines.unused(before.terms().name(), before.charge(), rest);
        return of(
                customer,
                Bill.Reason.CHANGE,
                rest.from(),
                rate,
                Stream.concat(Stream.of(unused), charged.stream()).toList());
    }

    private static Bill of(
            Open customer, Bill.Reason reason, Instant at, TaxRate rate, List<Line> lines) {
        CurrencyUnit currency = lines.getFirst().net().getCurrencyUnit();
        Money none = Money.zero(currency);
        Money net = Money.total(currency, lines.stream().map(Line::net).toList());
        Money tax = Money.total(currency, lines.stream().map(Line::tax).toList());
        Money total = net.plus(tax);
        Money used = total.isPositive() ? least(total, customer.credit()) : none;
        int number = customer.bills() + 1;
        return new Bill(
                id(customer.id(), number),
                number,
                reason,
                at,
                lines,
                rate,
                net,
                tax,
                total,
                used,
                total.isNegative() ? total.negated() : none,
                total.isPositive() ? total.minus(used) : none);
    }

    private static Money least(Money total, @Nullable Money credit) {
        if (credit == null) {
            return Money.zero(total.getCurrencyUnit());
        }
        return credit.isLessThan(total) ? credit : total;
    }
}
