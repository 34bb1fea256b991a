package dev.cinestream.billing.coupon;

import dev.cinestream.eventsourcing.decider.DerivedId;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/// What a customer types to redeem a coupon. Case does not count.
public final class CouponCode {

    private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9-]{2,39}");

    private CouponCode() {}

    /// As it is kept and shown.
    public static String normal(String typed) {
        return typed.strip().toUpperCase(Locale.ROOT);
    }

    /// The id of the coupon's stream: the same code, the same coupon.
    public static UUID id(String typed) {
        return DerivedId.of("billing.coupon", normal(typed));
    }

    static boolean fits(String code) {
        return CODE.matcher(code).matches();
    }
}
