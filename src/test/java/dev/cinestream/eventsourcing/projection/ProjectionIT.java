package dev.cinestream.eventsourcing.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandContext;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.eventsourcing.command.CommandResult;
import dev.cinestream.eventsourcing.counter.Counter;
import dev.cinestream.eventsourcing.counter.CounterProjection;
import dev.cinestream.eventsourcing.log.ConsistencyToken;
import dev.cinestream.eventsourcing.log.Uuid7;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// From a command to its row in the read model, through the real broker (CS-6 to CS-9).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class ProjectionIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);

    @Inject CommandBus bus;
    @Inject Progress progress;
    @Inject Pool pool;
    @Inject CounterProjection projection;

    @Test
    void a_reader_with_the_token_of_a_command_sees_its_effect() {
        UUID stream = Uuid7.next();
        raise(stream, 3);
        waitFor(raise(stream, 4));
        assertThat(value(stream)).isEqualTo(7);
    }

    @Test
    void a_token_that_nobody_has_reached_fails_in_bounded_time() {
        var ahead = new ConsistencyToken("test.counter", 1, 1_000_000_000L);
        assertThatThrownBy(() ->
                        progress.passed("counters", ahead, Duration.ofMillis(300))
                                .await()
                                .atMost(AT_MOST))
                .isInstanceOf(Progress.NotYetException.class);
    }

    @Test
    void a_poison_event_parks_its_stream_only() {
        UUID poisoned = Uuid7.next();
        UUID healthy = Uuid7.next();
        raise(poisoned, 1);
        raise(poisoned, CounterProjection.POISON);
        ConsistencyToken last = raise(poisoned, 2);
        ConsistencyToken other = raise(healthy, 5);
        waitFor(last);
        waitFor(other);

        assertThat(value(healthy)).isEqualTo(5);
        assertThat(parkedEvents(poisoned)).isGreaterThanOrEqualTo(2);
    }

    private ConsistencyToken raise(UUID stream, int by) {
        String id = "alice:" + Uuid7.next();
        var context =
                new CommandContext(
                        id, "f", null, "alice", "correlation", id, null, null, Durability.COMMIT);
        var result =
                bus.execute(Counter.TYPE, stream, new Counter.Raise(by, ""), context)
                        .await()
                        .atMost(AT_MOST);
        return Objects.requireNonNull(((CommandResult.Committed<?>) result).token());
    }

    private void waitFor(ConsistencyToken token) {
        progress.passed("counters", token, AT_MOST).await().atMost(AT_MOST);
    }

    private long value(UUID stream) {
        return Objects.requireNonNull(
                number("select value from counters.counter where id = $1", stream));
    }

    private long parkedEvents(UUID stream) {
        return Objects.requireNonNull(
                number(
                        "select count(*) from engine.quarantine_event where stream_id = $1",
                        stream));
    }

    private @Nullable Long number(String sql, UUID stream) {
        for (Row row : pool.preparedQuery(sql).execute(Tuple.of(stream)).await().atMost(AT_MOST)) {
            return row.getLong(0);
        }
        return null;
    }
}
