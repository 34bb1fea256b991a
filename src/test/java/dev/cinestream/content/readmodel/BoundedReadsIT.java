package dev.cinestream.content.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.platform.http.ProblemException;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A read has its time, and readers their number (CS-2).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class BoundedReadsIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final Query SLOW = Query.of("select pg_sleep(30)::text as slept", new Bound());
    private static final Query A_WHILE =
            Query.of("select pg_sleep(0.5)::text as slept", new Bound());
    private static final Query QUICK = Query.of("select 1 as one", new Bound());

    @Inject Pool pool;

    @Test
    void a_read_that_takes_too_long_is_ended_and_told_to_come_again() {
        var reads = new BoundedReads(pool, 100, 1);
        assertThatThrownBy(() -> reads.rows(SLOW).await().atMost(AT_MOST))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        busy -> {
                            assertThat(busy.problem().status()).isEqualTo(503);
                            assertThat(busy.headers()).containsKey("Retry-After");
                        });
        assertThat(reads.rows(QUICK).await().atMost(AT_MOST)).hasSize(1);
    }

    @Test
    void more_readers_than_may_read_at_once_are_refused_at_once() {
        var reads = new BoundedReads(pool, 2_000, 1);
        List<Boolean> both =
                Uni.join()
                        .all(refused(reads, A_WHILE), refused(reads, QUICK))
                        .andFailFast()
                        .await()
                        .atMost(AT_MOST);
        assertThat(both).containsExactly(false, true);
        assertThat(refused(reads, QUICK).await().atMost(AT_MOST)).isFalse();
    }

    private static Uni<Boolean> refused(BoundedReads reads, Query query) {
        return reads.rows(query)
                .map(_ -> false)
                .onFailure(BoundedReads::isBusy)
                .recoverWithItem(true);
    }
}
