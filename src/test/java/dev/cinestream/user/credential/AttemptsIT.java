package dev.cinestream.user.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.eventsourcing.privacy.MasterKey;
import dev.cinestream.user.adapter.AttemptTable;
import dev.cinestream.user.credential.Attempts.Both;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who guesses has to wait, about one account and from one address (CS-1).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class AttemptsIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private static final int FREE_PER_ADDRESS = 20;

    @Inject AttemptTable table;
    @Inject MasterKey key;

    private Attempts attempts;

    private final UUID claim = Uuid7.next();
    private final String address = "192.0.2.1/" + Uuid7.next();

    @BeforeEach
    void attempts() {
        attempts = new Attempts(table, key, FREE_PER_ADDRESS);
    }

    @Test
    void a_slip_or_two_cost_nothing() {
        assertThat(begin(5, claim, address)).allMatch(Duration::isZero);
    }

    @Test
    void many_addresses_do_not_help_against_one_account() {
        for (int i = 0; i < 5; i++) {
            begin(claim, address + "/" + i);
        }

        assertThat(begin(claim, address + "/another")).isPositive();
        assertThat(begin(Uuid7.next(), address + "/another")).isZero();
    }

    @Test
    void many_accounts_do_not_help_from_one_address() {
        for (int i = 0; i < FREE_PER_ADDRESS + 5; i++) {
            begin(Uuid7.next(), address);
        }

        assertThat(begin(claim, address)).isPositive();
        assertThat(begin(5, claim, address + "/another")).allMatch(Duration::isZero);
    }

    @Test
    void many_at_once_do_not_help_either() {
        List<Duration> waits =
                Multi.createFrom()
                        .range(0, 40)
                        .onItem()
                        .transformToUniAndMerge(_ -> attempts.begin(Both.GUESS, claim, address))
                        .collect()
                        .asList()
                        .await()
                        .atMost(AT_MOST);

        assertThat(waits.stream().filter(Duration::isZero)).hasSizeLessThan(10);
    }

    @Test
    void who_proves_right_each_time_never_waits() {
        for (int i = 0; i < 20; i++) {
            assertThat(begin(claim, address)).isZero();
            attempts.forgive(Both.GUESS, claim, address).await().atMost(AT_MOST);
        }
    }

    @Test
    void a_good_log_in_makes_up_for_the_slips_before_it() {
        begin(5, claim, address);

        attempts.redeem(Both.GUESS, claim, address).await().atMost(AT_MOST);

        assertThat(begin(claim, address)).isZero();
    }

    private List<Duration> begin(int times, UUID about, String from) {
        return IntStream.range(0, times).mapToObj(_ -> begin(about, from)).toList();
    }

    private Duration begin(UUID about, String from) {
        return attempts.begin(Both.GUESS, about, from).await().atMost(AT_MOST);
    }
}
