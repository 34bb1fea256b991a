package dev.cinestream.user.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.eventsourcing.decider.Personal;
import dev.cinestream.eventsourcing.decider.Secret;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.process.AddressedCommand;
import dev.cinestream.eventsourcing.process.Deadlines;
import dev.cinestream.eventsourcing.process.deadline.DeadlineEvent.DeadlinePassed;
import dev.cinestream.user.Challenge;
import dev.cinestream.user.Email;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.account.AccountCommand.CloseUnconfirmed;
import dev.cinestream.user.account.AccountEvent;
import dev.cinestream.user.account.AccountEvent.AccountClosed;
import dev.cinestream.user.account.AccountEvent.AccountRegistered;
import dev.cinestream.user.account.AccountEvent.EmailConfirmed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Accounts that nobody confirms do not stay (CS-1).
class ClosingOfUnconfirmedAccountsTest {

    private static final String NAME = "closing_of_unconfirmed_accounts";
    private static final UUID ADA = new UUID(0, 1);
    private static final UUID CLAIM = new UUID(0x8000, 1);
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final AddressedCommand<?, ?, ?, ?> CANCELLED =
            Deadlines.cancel(NAME, ADA, "confirmed");

    private final ClosingOfUnconfirmedAccounts closing = new ClosingOfUnconfirmedAccounts();

    @Test
    void an_account_has_thirty_days_from_its_registration_on() {
        var registered =
                new AccountRegistered(
                        new Email(CLAIM, Personal.of(ADA, "ada@example.org")),
                        Secret.of(ADA, "a hash"),
                        "en",
                        null,
                        new Challenge(new UUID(9, 1), NOON));

        assertThat(act(registered))
                .containsExactly(
                        Deadlines.set(NAME, ADA, "confirmed", NOON.plus(Duration.ofDays(30))));
    }

    @Test
    void who_confirms_in_time_stays() {
        assertThat(act(new EmailConfirmed(CLAIM, null))).containsExactly(CANCELLED);
    }

    @Test
    void another_address_later_is_none_of_its_business() {
        assertThat(act(new EmailConfirmed(CLAIM, new UUID(0x8000, 2)))).isEmpty();
    }

    @Test
    void what_is_closed_before_is_not_closed_again() {
        assertThat(act(new AccountClosed(null))).containsExactly(CANCELLED);
        assertThat(act(new AccountClosed(CLAIM))).isEmpty();
    }

    @Test
    void after_thirty_days_it_is_closed() {
        assertThat(closing.passed(new DeadlinePassed(NAME, ADA, "confirmed", NOON)))
                .containsExactly(
                        AddressedCommand.of(UserModule.ACCOUNT, ADA, new CloseUnconfirmed()));
    }

    private List<AddressedCommand<?, ?, ?, ?>> act(AccountEvent event) {
        var about =
                new Metadata(
                        new UUID(7, 1),
                        UserModule.ACCOUNT_EVENTS.nameOf(event),
                        UserModule.ACCOUNT.category(),
                        ADA,
                        1,
                        0,
                        1,
                        NOON,
                        "correlation",
                        "causation",
                        "anonymous",
                        null,
                        "",
                        null);
        return closing.act(about, event);
    }
}
