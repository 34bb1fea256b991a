package dev.cinestream.eventsourcing.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.command.Aggregates;
import dev.cinestream.eventsourcing.counter.CounterProjection;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A lane that lacks an event stands still, and goes on once the log gives it (CS-7, CS-9).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class GapRepairIT {

    private static final Duration AT_MOST = Duration.ofSeconds(30);

    @Inject Counters counters;
    @Inject CounterProjection projection;
    @Inject Aggregates aggregates;
    @Inject GapRepair gaps;
    @Inject Pool pool;

    @Test
    void events_that_a_consumer_passed_over_are_read_again() {
        UUID stream = counters.raise(1, 5);
        passedOver(stream, 2);
        assertThat(counters.value(stream)).isEqualTo(3);

        counters.raise(stream, 1); // waits until the read model has it
        assertThat(counters.value(stream)).isEqualTo(6);
        assertThat(standing(stream)).isZero();
    }

    @Test
    void an_event_that_the_log_lacks_is_not_jumped_over() {
        UUID stream = counters.raise(1, 5);
        int lane = aggregates.lanes().laneOf(stream);
        long sequence = sequence(lane);
        var lacking = new StandingLane("counters", "test.counter", lane, sequence, 0);
        assertThat(gaps.repair(projection, lacking)).isZero();
        assertThat(sequence(lane)).isEqualTo(sequence);
        assertThat(counters.value(stream)).isEqualTo(5);
    }

    /// As if the consumer had not been given the last events of the stream's lane.
    private void passedOver(UUID stream, int events) {
        run(
                "update counters.counter set value = value - %d, events = events - %d, revision = revision - %d where id = '%s'"
                        .formatted(events, events, events, stream));
        run(
                "update engine.inbox set sequence = sequence - %d where consumer = 'counters' and category = 'test.counter' and lane = %d"
                        .formatted(events, aggregates.lanes().laneOf(stream)));
    }

    private long standing(UUID stream) {
        return number(
                "select count(*) from engine.inbox where consumer = 'counters' and stopped_at_offset is not null and lane = "
                        + aggregates.lanes().laneOf(stream));
    }

    private long sequence(int lane) {
        return number(
                "select sequence from engine.inbox where consumer = 'counters' and category = 'test.counter' and lane = "
                        + lane);
    }

    private long number(String sql) {
        return pool.query(sql).execute().await().atMost(AT_MOST).iterator().next().getLong(0);
    }

    private void run(String sql) {
        pool.query(sql).execute().await().atMost(AT_MOST);
    }
}
