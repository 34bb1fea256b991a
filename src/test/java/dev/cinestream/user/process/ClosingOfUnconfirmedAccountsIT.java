package dev.cinestream.user.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandContext;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.eventsourcing.process.Deadlines;
import dev.cinestream.eventsourcing.process.deadline.DeadlineCommand.SetDeadline;
import dev.cinestream.eventsourcing.process.deadline.DeadlineState;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.account.AccountState;
import dev.cinestream.user.credential.MailedLinks;
import dev.cinestream.user.credential.MailedLinks.Purpose;
import dev.cinestream.user.web.Customers;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Accounts that nobody confirms are closed when their time is up, and others are not (CS-1, CS-9).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class ClosingOfUnconfirmedAccountsIT {

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final String NAME = "closing_of_unconfirmed_accounts";

    @Inject MockMailbox mailbox;
    @Inject MailedLinks links;
    @Inject CommandBus bus;

    private final String email = "ada-" + Uuid7.next() + "@example.org";

    @Test
    void an_account_that_nobody_confirms_is_closed_when_its_time_is_up() {
        String token = register();
        UUID account = account(token);
        awaitState(Deadlines.TYPE, deadline(account), DeadlineState.Running.class);

        timeIsUp(account);

        awaitState(UserModule.ACCOUNT, account, AccountState.Closed.class);
        assertThat(Customers.confirm(token).statusCode()).isEqualTo(409);
    }

    @Test
    void who_confirms_has_no_deadline_any_more() {
        String token = register();
        UUID account = account(token);
        awaitState(Deadlines.TYPE, deadline(account), DeadlineState.Running.class);

        assertThat(Customers.confirm(token).statusCode()).isEqualTo(204);

        awaitState(Deadlines.TYPE, deadline(account), DeadlineState.Idle.class);
    }

    /// What the mail's link carries.
    private String register() {
        Customers.register(email);
        return Customers.token(new Customers(mailbox).mail(email, 1));
    }

    private UUID account(String token) {
        return links.read(Purpose.CONFIRM_EMAIL, token).orElseThrow().account();
    }

    private static UUID deadline(UUID account) {
        return Deadlines.cancel(NAME, account, "confirmed").streamId();
    }

    private void timeIsUp(UUID account) {
        String id = "test:" + Uuid7.next();
        bus.execute(
                        Deadlines.TYPE,
                        deadline(account),
                        new SetDeadline(NAME, account, "confirmed", Instant.EPOCH),
                        new CommandContext(
                                id, "", null, "test", id, id, null, null, Durability.COMMIT))
                .await()
                .atMost(AT_MOST);
    }

    private <S> void awaitState(
            AggregateType<?, S, ?, ?> type, UUID stream, Class<? extends S> expected) {
        await().atMost(AT_MOST)
                .untilAsserted(() -> {
                    var head = bus.head(type, stream).await().atMost(AT_MOST);
                    assertThat(head).isNotNull();
                    assertThat(head.state()).isInstanceOf(expected);
                });
    }
}
