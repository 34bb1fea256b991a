package dev.cinestream.billing.customer;

import dev.cinestream.billing.Discount;
import dev.cinestream.billing.Line;
import dev.cinestream.billing.Line.Kind;
import dev.cinestream.billing.Period;
import dev.cinestream.billing.TaxRate;
import dev.cinestream.billing.Terms;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// The lines of a bill, each with its own tax, rounded half up.
final class Lines {

    private static final int BASIS_POINTS = 10_000;

    private Lines() {}

    /// A whole period.
    static List<Line> whole(Terms terms, Period period, @Nullable Discount discount, TaxRate rate) {
        return priced(Kind.SUBSCRIPTION, terms, Proration.ALL, period, discount, rate);
    }

    /// What is left of a period. A discount's amount is for a whole period, so the same part of it is taken off.
    static List<Line> remaining(
            Terms terms, Proration left, Period rest, @Nullable Discount discount, TaxRate rate) {
        return priced(Kind.REMAINING, terms, left, rest, discount, rate);
    }

    /// What was charged for a rest of a period that will not be used. Tax is given back as it was charged, whatever it is now;
    /// net and tax add up to the part of what was charged.
    static Line unused(String name, Charge charge, Period rest) {
        Proration left = Proration.left(charge.period(), rest.from());
        Money gross = left.of(charge.gross()).negated();
        Money tax = left.of(charge.tax()).negated();
        return new Line(Kind.UNUSED, name, rest, gross.minus(tax), tax);
    }

    private static List<Line> priced(
            Kind kind,
            Terms terms,
            Proration share,
            Period period,
            @Nullable Discount discount,
            TaxRate rate) {
        Money price = share.of(terms.price());
        Line line = taxed(kind, terms.name(), period, price, terms.taxIncluded(), rate);
        if (discount == null) {
            return List.of(line);
        }
        Money off = takenOff(discount, share, price);
        return off.isZero()
                ? List.of(line)
                : List.of(
                        line,
                        taxed(
                                Kind.DISCOUNT,
                                discount.name(),
                                period,
                                off.negated(),
                                terms.taxIncluded(),
                                rate));
    }

    /// An amount in another currency takes nothing off.
    private static Money takenOff(Discount discount, Proration share, Money price) {
        if (discount.basisPoints() != null) {
            return Proration.of(price, discount.basisPoints(), BASIS_POINTS);
        }
        Money amount = discount.amount();
        if (amount == null || !amount.isSameCurrency(price)) {
            return Money.zero(price.getCurrencyUnit());
        }
        Money part = share.of(amount);
        return part.isGreaterThan(price) ? price : part;
    }

    private static Line taxed(
            Kind kind, String name, Period period, Money price, boolean taxIncluded, TaxRate rate) {
        long points = rate.basisPoints();
        Money within =
                taxIncluded
                        ? Proration.of(price, points, BASIS_POINTS + points)
                        : Money.zero(price.getCurrencyUnit());
        Money net = price.minus(within);
        return new Line(kind, name, period, net, tax(net, within, taxIncluded, rate));
    }

    /// Reverse charge keeps the net price; the tax is the buyer's to pay.
    private static Money tax(Money net, Money within, boolean taxIncluded, TaxRate rate) {
        return switch (rate.kind()) {
            case REVERSE_CHARGE, NONE -> Money.zero(net.getCurrencyUnit());
            case STANDARD ->
                    taxIncluded ? within : Proration.of(net, rate.basisPoints(), BASIS_POINTS);
        };
    }
}
