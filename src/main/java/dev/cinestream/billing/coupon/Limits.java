package dev.cinestream.billing.coupon;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who may redeem a coupon, how often, and until when.
///
/// @param redemptions by all customers together; null for any number
/// @param expires from then on it is not redeemed; null for never
/// @param plans that it is good for; empty for all
public record Limits(@Nullable Integer redemptions, @Nullable Instant expires, List<UUID> plans) {

    public Limits {
        plans = List.copyOf(plans);
    }
}
