package dev.cinestream.user.account;

import dev.cinestream.user.StaffRole;
import java.time.Instant;

/// What staff asks of an account.
public sealed interface StaffCommand extends AccountCommand {

    record GrantRole(StaffRole role) implements StaffCommand {}

    record RevokeRole(StaffRole role) implements StaffCommand {}

    /// Who asks may act for the account's owner until then.
    record AllowActing(Instant until) implements StaffCommand {}
}
