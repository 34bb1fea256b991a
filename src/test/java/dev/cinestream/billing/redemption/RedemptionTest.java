package dev.cinestream.billing.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.billing.BillingModule;
import dev.cinestream.billing.redemption.RedemptionCommand.ClaimRedemption;
import dev.cinestream.billing.redemption.RedemptionCommand.ReleaseRedemption;
import dev.cinestream.billing.redemption.RedemptionEvent.RedemptionClaimed;
import dev.cinestream.billing.redemption.RedemptionEvent.RedemptionReleased;
import dev.cinestream.eventsourcing.decider.DeciderKit;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A customer redeems a coupon once (CS-4).
class RedemptionTest {

    private static final UUID COUPON = new UUID(0, 5);
    private static final UUID ADA = new UUID(0, 1);
    private static final UUID BOB = new UUID(0, 2);
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final RedemptionEvent CLAIMED = new RedemptionClaimed(COUPON, ADA, NOON);
    private static final RedemptionEvent RELEASED = new RedemptionReleased(NOON);

    private final DeciderKit<
                    RedemptionCommand, RedemptionState, RedemptionEvent, RedemptionRejection>
            redemption = new DeciderKit<>(BillingModule.REDEMPTION);

    @Test
    void it_is_claimed_once() {
        redemption.given(List.of()).when(new ClaimRedemption(COUPON, ADA, NOON)).then(CLAIMED);
        redemption
                .given(List.of(CLAIMED))
                .when(new ClaimRedemption(COUPON, ADA, NOON))
                .thenRejected(new RedemptionRejection.AlreadyRedeemed());
    }

    @Test
    void released_it_is_claimed_again() {
        redemption.given(List.of(CLAIMED)).when(new ReleaseRedemption(NOON)).then(RELEASED);
        redemption
                .given(List.of(CLAIMED, RELEASED))
                .when(new ClaimRedemption(COUPON, ADA, NOON))
                .then(CLAIMED);
        redemption.given(List.of()).when(new ReleaseRedemption(NOON)).thenNothing();
    }

    @Test
    void each_customer_has_one_of_each_coupon() {
        assertThat(Redemption.id(COUPON, ADA))
                .isEqualTo(Redemption.id(COUPON, ADA))
                .isNotEqualTo(Redemption.id(COUPON, BOB))
                .isNotEqualTo(Redemption.id(BOB, ADA));
    }
}
