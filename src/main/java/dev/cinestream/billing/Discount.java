package dev.cinestream.billing;

import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What a coupon takes off: a part or an amount, one of the two.
///
/// @param basisPoints hundredths of a percent, 1 to 10,000; null when an amount
/// @param amount at most as much as there is to take it off; null when a part
/// @param bills how many bills it is still good for; null for ever
public record Discount(
        UUID coupon,
        String name,
        @Nullable Integer basisPoints,
        @Nullable Money amount,
        @Nullable Integer bills) {

    public Discount {
        if ((basisPoints == null) == (amount == null)) {
            throw new IllegalArgumentException("a discount is a part or an amount");
        }
    }
}
