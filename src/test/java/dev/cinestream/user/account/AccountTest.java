package dev.cinestream.user.account;

import dev.cinestream.eventsourcing.decider.DeciderKit;
import dev.cinestream.eventsourcing.decider.Personal;
import dev.cinestream.eventsourcing.decider.Rejection.Flaw;
import dev.cinestream.eventsourcing.decider.Secret;
import dev.cinestream.user.Challenge;
import dev.cinestream.user.Email;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.account.AccountCommand.ChangeEmail;
import dev.cinestream.user.account.AccountCommand.ChangePassword;
import dev.cinestream.user.account.AccountCommand.CloseAccount;
import dev.cinestream.user.account.AccountCommand.ConfirmEmail;
import dev.cinestream.user.account.AccountCommand.RegisterAccount;
import dev.cinestream.user.account.AccountCommand.RenewChallenge;
import dev.cinestream.user.account.AccountCommand.RequestPasswordReset;
import dev.cinestream.user.account.AccountCommand.ResetPassword;
import dev.cinestream.user.account.AccountEvent.AccountClosed;
import dev.cinestream.user.account.AccountEvent.AccountRegistered;
import dev.cinestream.user.account.AccountEvent.ChallengeRenewed;
import dev.cinestream.user.account.AccountEvent.ClaimUnwanted;
import dev.cinestream.user.account.AccountEvent.EmailChangeRequested;
import dev.cinestream.user.account.AccountEvent.EmailConfirmed;
import dev.cinestream.user.account.AccountEvent.PasswordChanged;
import dev.cinestream.user.account.AccountEvent.PasswordResetRequested;
import dev.cinestream.user.account.AccountEvent.Way;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The rules of an account (CS-1).
class AccountTest {

    private static final UUID ADA = new UUID(0, 1);
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Email EMAIL = email(1, "ada@example.org");
    private static final Email OTHER = email(2, "lovelace@example.org");
    private static final Secret HASH = Secret.of(ADA, "a hash");
    private static final Secret NEW_HASH = Secret.of(ADA, "another hash");
    private static final Challenge CHALLENGE = new Challenge(new UUID(9, 1), NOON);
    private static final Challenge NEWER = new Challenge(new UUID(9, 2), NOON);

    private static final AccountEvent REGISTERED =
            new AccountRegistered(EMAIL, HASH, "en", null, CHALLENGE);
    private static final AccountEvent CONFIRMED = new EmailConfirmed(EMAIL.id(), null);
    private static final AccountEvent CLOSED = new AccountClosed(EMAIL.id());

    private final DeciderKit<AccountCommand, ?, AccountEvent, AccountRejection> account =
            new DeciderKit<>(UserModule.ACCOUNT);

    private static Email email(long id, String address) {
        return new Email(new UUID(0x8000, id), Personal.of(ADA, address));
    }

    @Nested
    class When_nobody_has_registered {

        @Test
        void one_registers_with_an_address_that_is_yet_to_be_confirmed() {
            account.given(List.of())
                    .when(new RegisterAccount(EMAIL, HASH, "en", null, CHALLENGE))
                    .then(REGISTERED);
        }

        @Test
        void what_is_no_address_is_refused_with_its_place() {
            account.given(List.of())
                    .when(
                            new RegisterAccount(
                                    email(3, "ada@localhost"), HASH, "en", null, CHALLENGE))
                    .thenRejected(
                            new AccountRejection.InvalidAccount(
                                    List.of(
                                            new Flaw(
                                                    "/email",
                                                    "must be an e-mail address such as ada@example.org"))));
        }

        @Test
        void what_is_no_language_is_refused_with_its_place() {
            account.given(List.of())
                    .when(new RegisterAccount(EMAIL, HASH, "en_US", null, CHALLENGE))
                    .thenRejected(
                            new AccountRejection.InvalidAccount(
                                    List.of(
                                            new Flaw(
                                                    "/language",
                                                    "must be a BCP 47 language tag such as en or pt-BR"))));
        }

        @Test
        void what_is_no_country_is_refused_with_its_place() {
            account.given(List.of())
                    .when(new RegisterAccount(EMAIL, HASH, "en", "Spain", CHALLENGE))
                    .thenRejected(
                            new AccountRejection.InvalidAccount(
                                    List.of(
                                            new Flaw(
                                                    "/country",
                                                    "must be an ISO 3166-1 country in two capitals, for example ES"))));
        }

        @Test
        void there_is_nothing_to_close() {
            account.given(List.of())
                    .when(new CloseAccount())
                    .thenRejected(new AccountRejection.NoSuchAccount());
        }
    }

    @Nested
    class When_registered {

        @Test
        void an_id_is_registered_once() {
            account.given(List.of(REGISTERED))
                    .when(new RegisterAccount(OTHER, HASH, "en", null, CHALLENGE))
                    .thenRejected(new AccountRejection.AccountExists());
        }

        @Test
        void the_claimed_address_becomes_the_accounts() {
            account.given(List.of(REGISTERED)).when(new ConfirmEmail(EMAIL.id())).then(CONFIRMED);
        }

        @Test
        void the_claim_of_another_address_is_unwanted() {
            account.given(List.of(REGISTERED))
                    .when(new ConfirmEmail(OTHER.id()))
                    .then(new ClaimUnwanted(OTHER.id()));
        }

        @Test
        void the_mail_is_sent_again_with_another_challenge() {
            account.given(List.of(REGISTERED))
                    .when(new RenewChallenge(NEWER))
                    .then(new ChallengeRenewed(NEWER));
        }

        @Test
        void the_password_is_not_changed_before_the_address_is_confirmed() {
            account.given(List.of(REGISTERED))
                    .when(new ChangePassword(NEW_HASH))
                    .thenRejected(new AccountRejection.NotConfirmed());
        }

        @Test
        void it_is_closed_without_an_address_to_give_up() {
            account.given(List.of(REGISTERED))
                    .when(new CloseAccount())
                    .then(new AccountClosed(null));
        }
    }

    @Nested
    class When_active {

        @Test
        void its_address_is_confirmed_once() {
            account.given(List.of(REGISTERED, CONFIRMED))
                    .when(new ConfirmEmail(EMAIL.id()))
                    .thenNothing();
        }

        @Test
        void there_is_nothing_to_send_again() {
            account.given(List.of(REGISTERED, CONFIRMED))
                    .when(new RenewChallenge(NEWER))
                    .thenNothing();
        }

        @Test
        void another_address_waits_to_be_confirmed() {
            account.given(List.of(REGISTERED, CONFIRMED))
                    .when(new ChangeEmail(OTHER, NEWER))
                    .then(new EmailChangeRequested(OTHER, NEWER));
        }

        @Test
        void the_same_address_is_no_change() {
            account.given(List.of(REGISTERED, CONFIRMED))
                    .when(new ChangeEmail(EMAIL, NEWER))
                    .thenNothing();
        }

        @Test
        void the_address_of_before_is_given_up_when_another_is_confirmed() {
            account.given(List.of(REGISTERED, CONFIRMED, new EmailChangeRequested(OTHER, NEWER)))
                    .when(new ConfirmEmail(OTHER.id()))
                    .then(new EmailConfirmed(OTHER.id(), EMAIL.id()));
        }

        @Test
        void its_owner_changes_the_password() {
            account.given(List.of(REGISTERED, CONFIRMED))
                    .when(new ChangePassword(NEW_HASH))
                    .then(new PasswordChanged(NEW_HASH, Way.KNOWN));
        }

        @Test
        void a_mail_to_set_a_new_password_is_asked_for() {
            account.given(List.of(REGISTERED, CONFIRMED))
                    .when(new RequestPasswordReset(NEWER))
                    .then(new PasswordResetRequested(NEWER));
        }
    }

    @Nested
    class When_a_password_reset_was_mailed {

        private final List<AccountEvent> before =
                List.of(REGISTERED, CONFIRMED, new PasswordResetRequested(NEWER));

        @Test
        void the_link_sets_a_new_password() {
            account.given(before)
                    .when(reset(NEWER, NOON.minusSeconds(1)))
                    .then(new PasswordChanged(NEW_HASH, Way.MAILED));
        }

        @Test
        void the_link_is_good_once() {
            account.given(account.given(before).when(reset(NEWER, NOON.minusSeconds(1))).events())
                    .when(reset(NEWER, NOON.minusSeconds(1)))
                    .thenRejected(new AccountRejection.ChallengeNotMet());
        }

        @Test
        void the_link_expires() {
            account.given(before)
                    .when(reset(NEWER, NOON))
                    .thenRejected(new AccountRejection.ChallengeNotMet());
        }

        @Test
        void only_the_newest_link_is_good() {
            account.given(before)
                    .when(reset(CHALLENGE, NOON.minusSeconds(1)))
                    .thenRejected(new AccountRejection.ChallengeNotMet());
        }

        private ResetPassword reset(Challenge challenge, Instant at) {
            return new ResetPassword(challenge.id(), at, NEW_HASH);
        }
    }

    @Nested
    class When_closed {

        private final List<AccountEvent> before = List.of(REGISTERED, CONFIRMED, CLOSED);

        @Test
        void it_gave_up_its_address() {
            account.given(List.of(REGISTERED, CONFIRMED)).when(new CloseAccount()).then(CLOSED);
        }

        @Test
        void it_is_closed_once() {
            account.given(before).when(new CloseAccount()).thenNothing();
        }

        @Test
        void nothing_is_changed_any_more() {
            account.given(before)
                    .when(new ChangePassword(NEW_HASH))
                    .thenRejected(new AccountRejection.NoSuchAccount());
        }

        @Test
        void a_claim_that_comes_late_is_unwanted() {
            account.given(before)
                    .when(new ConfirmEmail(OTHER.id()))
                    .then(new ClaimUnwanted(OTHER.id()));
        }

        @Test
        void its_id_is_not_registered_again() {
            account.given(before)
                    .when(new RegisterAccount(EMAIL, HASH, "en", null, CHALLENGE))
                    .thenRejected(new AccountRejection.AccountExists());
        }
    }
}
