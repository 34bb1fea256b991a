package dev.cinestream.user.account;

import dev.cinestream.eventsourcing.decider.Decision;
import dev.cinestream.user.StaffRole;
import dev.cinestream.user.account.AccountState.Open;
import dev.cinestream.user.account.StaffCommand.AllowActing;
import dev.cinestream.user.account.StaffCommand.GrantRole;
import dev.cinestream.user.account.StaffCommand.RevokeRole;
import dev.cinestream.user.account.StaffEvent.ActingAllowed;
import dev.cinestream.user.account.StaffEvent.RoleGranted;
import dev.cinestream.user.account.StaffEvent.RoleRevoked;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// What staff may do with an active account.
///
/// Invariants:
/// 1. A role is granted once, until it is revoked.
/// 2. Nobody acts for somebody who has a role: support would borrow it, and with it what only its owner answers for.
final class StaffRules {

    private StaffRules() {}

    static Decision<AccountEvent, AccountRejection> decide(StaffCommand command, Open account) {
        List<StaffRole> roles = account.roles();
        return switch (command) {
            case GrantRole(StaffRole role) ->
                    roles.contains(role)
                            ? Decision.accept()
                            : Decision.accept(new RoleGranted(role));
            case RevokeRole(StaffRole role) ->
                    roles.contains(role)
                            ? Decision.accept(new RoleRevoked(role))
                            : Decision.accept();
            case AllowActing(Instant until) ->
                    roles.isEmpty()
                            ? Decision.accept(new ActingAllowed(until))
                            : Decision.reject(new AccountRejection.IsStaff());
        };
    }

    static Open evolve(Open account, StaffEvent event) {
        List<StaffRole> roles = account.roles();
        return switch (event) {
            case RoleGranted(StaffRole role) ->
                    account.withRoles(
                            Stream.concat(roles.stream(), Stream.of(role)).sorted().toList());
            case RoleRevoked(StaffRole role) ->
                    account.withRoles(roles.stream().filter(each -> each != role).toList());
            case ActingAllowed _ -> account;
        };
    }
}
