package dev.cinestream.user.emailclaim;

import dev.cinestream.eventsourcing.decider.Decider;
import dev.cinestream.eventsourcing.decider.Decision;
import dev.cinestream.user.emailclaim.EmailClaimCommand.ClaimEmail;
import dev.cinestream.user.emailclaim.EmailClaimCommand.ReleaseEmail;
import dev.cinestream.user.emailclaim.EmailClaimEvent.EmailClaimed;
import dev.cinestream.user.emailclaim.EmailClaimEvent.EmailReleased;
import dev.cinestream.user.emailclaim.EmailClaimState.Free;
import dev.cinestream.user.emailclaim.EmailClaimState.Held;
import java.util.UUID;

/// One e-mail address, and which account it belongs to. The stream's id is a keyed hash of the address, so that two accounts
/// that ask for the same one ask the same stream.
///
/// ```
/// FREE ──claim──▶ HELD ──release──▶ FREE
/// ```
///
/// Invariants:
/// 1. An address belongs to one account at most.
/// 2. Only whose it is releases it.
public final class EmailClaim
        implements Decider<
                EmailClaimCommand, EmailClaimState, EmailClaimEvent, EmailClaimRejection> {

    @Override
    public EmailClaimState initial() {
        return new Free();
    }

    @Override
    public Decision<EmailClaimEvent, EmailClaimRejection> decide(
            EmailClaimCommand command, EmailClaimState state) {
        return switch (command) {
            case ClaimEmail(UUID account) -> decideClaim(account, state);
            case ReleaseEmail(UUID account) ->
                    isHeldBy(account, state)
                            ? Decision.accept(new EmailReleased(account))
                            : Decision.accept();
        };
    }

    private static Decision<EmailClaimEvent, EmailClaimRejection> decideClaim(
            UUID account, EmailClaimState state) {
        return switch (state) {
            case Free() -> Decision.accept(new EmailClaimed(account));
            case Held held when held.account().equals(account) -> Decision.accept();
            case Held _ -> Decision.reject(new EmailClaimRejection.EmailTaken());
        };
    }

    @Override
    public EmailClaimState evolve(EmailClaimState state, EmailClaimEvent event) {
        return switch (event) {
            case EmailClaimed(UUID account) -> new Held(account);
            case EmailReleased _ -> new Free();
        };
    }

    private static boolean isHeldBy(UUID account, EmailClaimState state) {
        return state instanceof Held(UUID holder) && holder.equals(account);
    }
}
