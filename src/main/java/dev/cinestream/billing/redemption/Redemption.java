package dev.cinestream.billing.redemption;

import dev.cinestream.billing.redemption.RedemptionCommand.ClaimRedemption;
import dev.cinestream.billing.redemption.RedemptionCommand.ReleaseRedemption;
import dev.cinestream.billing.redemption.RedemptionEvent.RedemptionClaimed;
import dev.cinestream.billing.redemption.RedemptionEvent.RedemptionReleased;
import dev.cinestream.billing.redemption.RedemptionState.Claimed;
import dev.cinestream.billing.redemption.RedemptionState.Open;
import dev.cinestream.eventsourcing.decider.Decider;
import dev.cinestream.eventsourcing.decider.Decision;
import dev.cinestream.eventsourcing.decider.DerivedId;
import java.time.Instant;
import java.util.UUID;

/// That one customer redeems one coupon once. Its stream's id follows from the two, so who tries again finds it claimed.
///
/// ```
/// OPEN ──claim──▶ CLAIMED ──release──▶ OPEN
/// ```
public final class Redemption
        implements Decider<
                RedemptionCommand, RedemptionState, RedemptionEvent, RedemptionRejection> {

    /// The same coupon and customer, the same stream.
    public static UUID id(UUID coupon, UUID customer) {
        return DerivedId.of("billing.redemption", coupon.toString(), customer.toString());
    }

    @Override
    public RedemptionState initial() {
        return new Open();
    }

    @Override
    public Decision<RedemptionEvent, RedemptionRejection> decide(
            RedemptionCommand command, RedemptionState state) {
        return switch (command) {
            case ClaimRedemption(UUID coupon, UUID customer, Instant at) ->
                    state instanceof Claimed
                            ? Decision.reject(new RedemptionRejection.AlreadyRedeemed())
                            : Decision.accept(new RedemptionClaimed(coupon, customer, at));
            case ReleaseRedemption(Instant at) ->
                    state instanceof Claimed
                            ? Decision.accept(new RedemptionReleased(at))
                            : Decision.accept();
        };
    }

    @Override
    public RedemptionState evolve(RedemptionState state, RedemptionEvent event) {
        return switch (event) {
            case RedemptionClaimed _ -> new Claimed();
            case RedemptionReleased _ -> new Open();
        };
    }
}
