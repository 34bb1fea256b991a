package dev.cinestream.user.emailclaim;

import dev.cinestream.eventsourcing.decider.DeciderKit;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.emailclaim.EmailClaimCommand.ClaimEmail;
import dev.cinestream.user.emailclaim.EmailClaimCommand.ReleaseEmail;
import dev.cinestream.user.emailclaim.EmailClaimEvent.EmailClaimed;
import dev.cinestream.user.emailclaim.EmailClaimEvent.EmailReleased;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// An address belongs to one account (CS-1).
class EmailClaimTest {

    private static final UUID ADA = new UUID(0, 1);
    private static final UUID GRACE = new UUID(0, 2);

    private final DeciderKit<EmailClaimCommand, ?, EmailClaimEvent, EmailClaimRejection> claim =
            new DeciderKit<>(UserModule.EMAIL_CLAIM);

    @Test
    void a_free_address_is_claimed() {
        claim.given(List.of()).when(new ClaimEmail(ADA)).then(new EmailClaimed(ADA));
    }

    @Test
    void it_is_claimed_once() {
        claim.given(List.of(new EmailClaimed(ADA))).when(new ClaimEmail(ADA)).thenNothing();
    }

    @Test
    void another_account_does_not_get_it() {
        claim.given(List.of(new EmailClaimed(ADA)))
                .when(new ClaimEmail(GRACE))
                .thenRejected(new EmailClaimRejection.EmailTaken());
    }

    @Test
    void whose_it_is_releases_it() {
        claim.given(List.of(new EmailClaimed(ADA)))
                .when(new ReleaseEmail(ADA))
                .then(new EmailReleased(ADA));
    }

    @Test
    void nobody_else_releases_it() {
        claim.given(List.of(new EmailClaimed(ADA))).when(new ReleaseEmail(GRACE)).thenNothing();
    }

    @Test
    void a_released_address_is_free_for_others() {
        claim.given(List.of(new EmailClaimed(ADA), new EmailReleased(ADA)))
                .when(new ClaimEmail(GRACE))
                .then(new EmailClaimed(GRACE));
    }
}
