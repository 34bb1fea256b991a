package dev.cinestream.billing.redemption;

import java.time.Instant;
import java.util.UUID;

/// What may be asked of a redemption. `at` is the moment it happens at.
public sealed interface RedemptionCommand {

    /// The customer wants to redeem the coupon: asked first, before the coupon is.
    record ClaimRedemption(UUID coupon, UUID customer, Instant at) implements RedemptionCommand {}

    /// The coupon said no: the customer may try again.
    record ReleaseRedemption(Instant at) implements RedemptionCommand {}
}
