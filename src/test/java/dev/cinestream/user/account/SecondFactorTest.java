package dev.cinestream.user.account;

import dev.cinestream.eventsourcing.decider.DeciderKit;
import dev.cinestream.eventsourcing.decider.Personal;
import dev.cinestream.eventsourcing.decider.Secret;
import dev.cinestream.user.Challenge;
import dev.cinestream.user.Email;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.account.AccountEvent.AccountRegistered;
import dev.cinestream.user.account.AccountEvent.EmailConfirmed;
import dev.cinestream.user.account.SecondFactorCommand.DisableSecondFactor;
import dev.cinestream.user.account.SecondFactorCommand.EnableSecondFactor;
import dev.cinestream.user.account.SecondFactorCommand.PrepareSecondFactor;
import dev.cinestream.user.account.SecondFactorCommand.ReplaceRecoveryCodes;
import dev.cinestream.user.account.SecondFactorCommand.UseCode;
import dev.cinestream.user.account.SecondFactorCommand.UseRecoveryCode;
import dev.cinestream.user.account.SecondFactorEvent.CodeUsed;
import dev.cinestream.user.account.SecondFactorEvent.RecoveryCodeUsed;
import dev.cinestream.user.account.SecondFactorEvent.RecoveryCodesReplaced;
import dev.cinestream.user.account.SecondFactorEvent.SecondFactorDisabled;
import dev.cinestream.user.account.SecondFactorEvent.SecondFactorEnabled;
import dev.cinestream.user.account.SecondFactorEvent.SecondFactorPrepared;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The rules of an account's second factor (CS-1).
class SecondFactorTest {

    private static final UUID ADA = new UUID(0, 1);
    private static final Email EMAIL =
            new Email(new UUID(0x8000, 1), Personal.of(ADA, "ada@example.org"));
    private static final AccountEvent REGISTERED =
            new AccountRegistered(
                    EMAIL,
                    secret("a hash"),
                    "en",
                    null,
                    new Challenge(new UUID(9, 1), Instant.parse("2026-11-21T12:00:00Z")));
    private static final List<AccountEvent> ACTIVE =
            List.of(REGISTERED, new EmailConfirmed(EMAIL.id(), null));
    private static final List<Secret> CODES = List.of(secret("one"), secret("two"), secret("ten"));
    private static final List<AccountEvent> PREPARED =
            after(ACTIVE, new SecondFactorPrepared(secret("totp")));
    private static final List<AccountEvent> ON =
            after(PREPARED, new SecondFactorEnabled(100, CODES));

    private final DeciderKit<AccountCommand, ?, AccountEvent, AccountRejection> account =
            new DeciderKit<>(UserModule.ACCOUNT);

    private static Secret secret(String text) {
        return Secret.of(ADA, text);
    }

    private static List<AccountEvent> after(List<AccountEvent> before, AccountEvent event) {
        List<AccountEvent> all = new ArrayList<>(before);
        all.add(event);
        return List.copyOf(all);
    }

    @Nested
    class When_off {

        @Test
        void a_secret_is_prepared() {
            account.given(ACTIVE)
                    .when(new PrepareSecondFactor(secret("totp")))
                    .then(new SecondFactorPrepared(secret("totp")));
        }

        @Test
        void an_account_that_is_not_confirmed_has_none() {
            account.given(List.of(REGISTERED))
                    .when(new PrepareSecondFactor(secret("totp")))
                    .thenRejected(new AccountRejection.NotConfirmed());
        }

        @Test
        void nothing_is_turned_on_that_was_not_prepared() {
            account.given(ACTIVE)
                    .when(new EnableSecondFactor(100, CODES))
                    .thenRejected(new AccountRejection.SecondFactorNotPrepared());
        }

        @Test
        void no_code_is_good() {
            account.given(PREPARED)
                    .when(new UseCode(100))
                    .thenRejected(new AccountRejection.CodeNotGood());
        }

        @Test
        void there_are_no_recovery_codes_to_replace() {
            account.given(ACTIVE)
                    .when(new ReplaceRecoveryCodes(CODES))
                    .thenRejected(new AccountRejection.SecondFactorOff());
        }

        @Test
        void there_is_nothing_to_turn_off() {
            account.given(ACTIVE).when(new DisableSecondFactor()).thenNothing();
        }
    }

    @Nested
    class When_prepared {

        @Test
        void it_may_be_prepared_again() {
            account.given(PREPARED)
                    .when(new PrepareSecondFactor(secret("another")))
                    .then(new SecondFactorPrepared(secret("another")));
        }

        @Test
        void a_first_code_turns_it_on() {
            account.given(PREPARED)
                    .when(new EnableSecondFactor(100, CODES))
                    .then(new SecondFactorEnabled(100, CODES));
        }
    }

    @Nested
    class When_on {

        @Test
        void the_code_that_turned_it_on_is_used_up() {
            account.given(ON)
                    .when(new UseCode(100))
                    .thenRejected(new AccountRejection.CodeNotGood());
        }

        @Test
        void a_step_is_good_once() {
            account.given(account.given(ON).when(new UseCode(101)).events())
                    .when(new UseCode(101))
                    .thenRejected(new AccountRejection.CodeNotGood());
        }

        @Test
        void a_later_step_is_good() {
            account.given(ON).when(new UseCode(101)).then(new CodeUsed(101));
        }

        @Test
        void an_earlier_step_is_not() {
            account.given(after(ON, new CodeUsed(102)))
                    .when(new UseCode(101))
                    .thenRejected(new AccountRejection.CodeNotGood());
        }

        @Test
        void a_recovery_code_is_good() {
            account.given(ON)
                    .when(new UseRecoveryCode(secret("two")))
                    .then(new RecoveryCodeUsed(1));
        }

        @Test
        void a_recovery_code_is_good_once() {
            account.given(after(ON, new RecoveryCodeUsed(1)))
                    .when(new UseRecoveryCode(secret("two")))
                    .thenRejected(new AccountRejection.CodeNotGood());
        }

        @Test
        void those_that_are_left_are_still_good() {
            account.given(after(ON, new RecoveryCodeUsed(1)))
                    .when(new UseRecoveryCode(secret("ten")))
                    .then(new RecoveryCodeUsed(1));
        }

        @Test
        void what_is_no_recovery_code_is_refused() {
            account.given(ON)
                    .when(new UseRecoveryCode(secret("three")))
                    .thenRejected(new AccountRejection.CodeNotGood());
        }

        @Test
        void new_recovery_codes_void_the_old() {
            account.given(after(ON, new RecoveryCodesReplaced(List.of(secret("new")))))
                    .when(new UseRecoveryCode(secret("one")))
                    .thenRejected(new AccountRejection.CodeNotGood());
        }

        @Test
        void it_is_not_replaced_before_it_is_turned_off() {
            account.given(ON)
                    .when(new PrepareSecondFactor(secret("another")))
                    .thenRejected(new AccountRejection.SecondFactorOn());
        }

        @Test
        void it_is_turned_off() {
            account.given(ON).when(new DisableSecondFactor()).then(new SecondFactorDisabled());
        }

        @Test
        void nothing_of_it_is_left_then() {
            account.given(after(ON, new SecondFactorDisabled()))
                    .when(new UseRecoveryCode(secret("one")))
                    .thenRejected(new AccountRejection.CodeNotGood());
        }
    }
}
