package dev.cinestream.user.account;

import dev.cinestream.eventsourcing.decider.DeciderKit;
import dev.cinestream.eventsourcing.decider.Personal;
import dev.cinestream.eventsourcing.decider.Secret;
import dev.cinestream.user.Challenge;
import dev.cinestream.user.Email;
import dev.cinestream.user.StaffRole;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.account.AccountCommand.CloseUnconfirmed;
import dev.cinestream.user.account.AccountEvent.AccountClosed;
import dev.cinestream.user.account.AccountEvent.AccountRegistered;
import dev.cinestream.user.account.AccountEvent.EmailConfirmed;
import dev.cinestream.user.account.StaffCommand.AllowActing;
import dev.cinestream.user.account.StaffCommand.GrantRole;
import dev.cinestream.user.account.StaffCommand.RevokeRole;
import dev.cinestream.user.account.StaffEvent.ActingAllowed;
import dev.cinestream.user.account.StaffEvent.RoleGranted;
import dev.cinestream.user.account.StaffEvent.RoleRevoked;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What staff, and time, may do with an account (CS-1).
class StaffTest {

    private static final UUID ADA = new UUID(0, 1);
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Email EMAIL =
            new Email(new UUID(0x8000, 1), Personal.of(ADA, "ada@example.org"));
    private static final AccountEvent REGISTERED =
            new AccountRegistered(
                    EMAIL,
                    Secret.of(ADA, "a hash"),
                    "en",
                    null,
                    new Challenge(new UUID(9, 1), NOON));
    private static final AccountEvent CONFIRMED = new EmailConfirmed(EMAIL.id(), null);
    private static final AccountEvent SUPPORT = new RoleGranted(StaffRole.SUPPORT);

    private final DeciderKit<AccountCommand, ?, AccountEvent, AccountRejection> account =
            new DeciderKit<>(UserModule.ACCOUNT);

    @Test
    void a_role_is_granted() {
        account.given(List.of(REGISTERED, CONFIRMED))
                .when(new GrantRole(StaffRole.SUPPORT))
                .then(SUPPORT);
    }

    @Test
    void a_role_is_granted_once() {
        account.given(List.of(REGISTERED, CONFIRMED, SUPPORT))
                .when(new GrantRole(StaffRole.SUPPORT))
                .thenNothing();
    }

    @Test
    void who_is_not_confirmed_gets_no_role() {
        account.given(List.of(REGISTERED))
                .when(new GrantRole(StaffRole.ADMIN))
                .thenRejected(new AccountRejection.NotConfirmed());
    }

    @Test
    void who_is_not_there_gets_no_role() {
        account.given(List.of())
                .when(new GrantRole(StaffRole.ADMIN))
                .thenRejected(new AccountRejection.NoSuchAccount());
    }

    @Test
    void a_role_is_revoked() {
        account.given(List.of(REGISTERED, CONFIRMED, SUPPORT))
                .when(new RevokeRole(StaffRole.SUPPORT))
                .then(new RoleRevoked(StaffRole.SUPPORT));
    }

    @Test
    void a_role_that_is_not_there_needs_no_revoking() {
        account.given(List.of(REGISTERED, CONFIRMED, SUPPORT))
                .when(new RevokeRole(StaffRole.ADMIN))
                .thenNothing();
    }

    @Test
    void support_acts_for_a_customer() {
        account.given(List.of(REGISTERED, CONFIRMED))
                .when(new AllowActing(NOON))
                .then(new ActingAllowed(NOON));
    }

    @Test
    void nobody_acts_for_staff() {
        account.given(List.of(REGISTERED, CONFIRMED, SUPPORT))
                .when(new AllowActing(NOON))
                .thenRejected(new AccountRejection.IsStaff());
    }

    @Test
    void who_was_staff_is_a_customer() {
        account.given(List.of(REGISTERED, CONFIRMED, SUPPORT, new RoleRevoked(StaffRole.SUPPORT)))
                .when(new AllowActing(NOON))
                .then(new ActingAllowed(NOON));
    }

    @Test
    void an_account_that_was_never_confirmed_is_closed_in_time() {
        account.given(List.of(REGISTERED))
                .when(new CloseUnconfirmed())
                .then(new AccountClosed(null));
    }

    @Test
    void one_that_was_confirmed_is_not() {
        account.given(List.of(REGISTERED, CONFIRMED)).when(new CloseUnconfirmed()).thenNothing();
    }
}
