package dev.cinestream.user.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.user.credential.Attempts.Both;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Who guesses has to wait, about one account and from one address (CS-1).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class AttemptsIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);

    @Inject Attempts attempts;

    private final UUID claim = Uuid7.next();
    private final String address = "192.0.2.1/" + Uuid7.next();

    @Test
    void a_slip_or_two_cost_nothing() {
        guess(4, claim, address);

        assertThat(wait(claim, address)).isZero();
    }

    @Test
    void many_addresses_do_not_help_against_one_account() {
        for (int i = 0; i < 15; i++) {
            guess(1, claim, address + "/" + i);
        }

        assertThat(wait(claim, address + "/another")).isPositive();
        assertThat(wait(Uuid7.next(), address + "/another")).isZero();
    }

    @Test
    void many_accounts_do_not_help_from_one_address() {
        for (int i = 0; i < 115; i++) {
            guess(1, Uuid7.next(), address);
        }

        assertThat(wait(Uuid7.next(), address)).isPositive();
        assertThat(wait(Uuid7.next(), address + "/another")).isZero();
    }

    @Test
    void the_wait_grows_up_to_a_quarter_of_an_hour() {
        guess(12, claim, address);
        Duration first = wait(claim, address);
        guess(2, claim, address);
        Duration second = wait(claim, address);
        guess(30, claim, address);

        assertThat(second).isGreaterThan(first);
        assertThat(wait(claim, address))
                .isGreaterThan(second)
                .isLessThanOrEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void a_good_password_forgets_the_slips_before_it_but_not_the_address() {
        guess(115, claim, address);

        attempts.reset(Both.GUESS, claim).await().atMost(AT_MOST);

        assertThat(wait(claim, address + "/another")).isZero();
        assertThat(wait(claim, address)).isPositive();
    }

    private void guess(int times, UUID about, String from) {
        for (int i = 0; i < times; i++) {
            attempts.count(Both.GUESS, about, from).await().atMost(AT_MOST);
        }
    }

    private Duration wait(UUID about, String from) {
        return attempts.wait(Both.GUESS, about, from).await().atMost(AT_MOST);
    }
}
