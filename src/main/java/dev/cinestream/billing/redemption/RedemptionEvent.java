package dev.cinestream.billing.redemption;

import java.time.Instant;
import java.util.UUID;

/// What happens to a redemption.
public sealed interface RedemptionEvent {

    record RedemptionClaimed(UUID coupon, UUID customer, Instant at) implements RedemptionEvent {}

    record RedemptionReleased(Instant at) implements RedemptionEvent {}
}
