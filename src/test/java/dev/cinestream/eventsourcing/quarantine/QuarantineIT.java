package dev.cinestream.eventsourcing.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandContext;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.eventsourcing.command.CommandResult;
import dev.cinestream.eventsourcing.counter.Counter;
import dev.cinestream.eventsourcing.counter.CounterProjection;
import dev.cinestream.eventsourcing.log.ConsistencyToken;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.eventsourcing.projection.Progress;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What support can do with a stream that a projection could not apply (CS-9, CS-10).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class QuarantineIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final String COUNTERS = "counters";

    @Inject CommandBus bus;
    @Inject Progress progress;
    @Inject Quarantine quarantine;
    @Inject Pool pool;
    @Inject CounterProjection projection;

    @AfterEach
    void poisonous() {
        projection.cure(false);
    }

    @Test
    void a_parked_stream_is_listed_with_its_error_and_its_events_in_order() {
        UUID stream = poisoned();
        waitFor(raise(stream, 2));

        ParkedStream parked = parked(stream);
        assertThat(parked.error()).contains("test.counter-raised.v2", "cannot apply 666");
        List<ParkedEvent> events = now(quarantine.events(COUNTERS, stream, 0, 10));
        assertThat(events).extracting(e -> e.metadata().revision()).endsWith(2L, 3L).isSorted();
        assertThat(Objects.requireNonNull(events.getLast().event()).path("by").asInt())
                .isEqualTo(2);
        assertThat(parked.events()).isEqualTo(events.size());
    }

    @Test
    void a_page_goes_on_after_the_one_before() {
        poisoned();
        poisoned();

        ParkedStream first = now(quarantine.list(COUNTERS, null, 1)).getFirst();
        ParkedStream second = now(quarantine.list(COUNTERS, first.key(), 1)).getFirst();
        assertThat(second.key()).isNotEqualTo(first.key());
        assertThat(second.parkedAt()).isAfterOrEqualTo(first.parkedAt());
    }

    @Test
    void a_redrive_that_fails_again_leaves_the_stream_parked_at_its_poison() {
        UUID stream = poisoned();

        assertThat(redrive(stream))
                .isInstanceOfSatisfying(
                        Redriven.StillParked.class,
                        still -> assertThat(still.revision()).isEqualTo(2));
        assertThat(parked(stream).attempts()).isGreaterThan(1);
        assertThat(value(stream)).isEqualTo(1);
        assertThat(now(quarantine.events(COUNTERS, stream, 0, 10)))
                .extracting(e -> e.metadata().revision())
                .containsExactly(2L);
    }

    @Test
    void a_redrive_after_the_repair_applies_everything_in_order_and_frees_the_stream() {
        UUID stream = poisoned();
        waitFor(raise(stream, 2));
        projection.cure(true);

        assertThat(redrive(stream)).isInstanceOf(Redriven.Free.class);
        waitFor(raise(stream, 3));
        assertThat(value(stream)).isEqualTo(1 + CounterProjection.POISON + 2 + 3);
        assertThat(events(stream)).isEqualTo(4);
    }

    @Test
    void a_discard_gives_up_the_poison_only_and_remembers_it() {
        UUID stream = poisoned();
        waitFor(raise(stream, 2));

        Redriven result = now(quarantine.discard(COUNTERS, stream, "olga", "typed by mistake"));
        assertThat(result)
                .isInstanceOfSatisfying(
                        Redriven.Free.class,
                        free ->
                                assertThat(Objects.requireNonNull(free.discarded()).revision())
                                        .isEqualTo(2));
        assertThat(value(stream)).isEqualTo(3);
        assertThat(now(quarantine.discarded(pool, COUNTERS, List.of(stream)))).hasSize(1);
    }

    @Test
    void a_discard_stops_at_the_next_poison() {
        UUID stream = poisoned();
        waitFor(raise(stream, CounterProjection.POISON));
        waitFor(raise(stream, 4));

        assertThat(now(quarantine.discard(COUNTERS, stream, "olga", "typed by mistake")))
                .isInstanceOfSatisfying(
                        Redriven.StillParked.class,
                        still -> assertThat(still.revision()).isEqualTo(3));
        assertThat(now(quarantine.discard(COUNTERS, stream, "olga", "this one too")))
                .isInstanceOf(Redriven.Free.class);
        assertThat(value(stream)).isEqualTo(5);
    }

    @Test
    void two_redrives_at_once_apply_everything_once() {
        UUID stream = poisoned();
        for (int i = 0; i < 20; i++) {
            raise(stream, 1);
        }
        waitFor(raise(stream, 1));
        projection.cure(true);

        List<Redriven> both =
                now(
                        Uni.join()
                                .all(
                                        quarantine.redrive(COUNTERS, stream, "olga"),
                                        quarantine.redrive(COUNTERS, stream, "otto"))
                                .andFailFast());
        assertThat(both).hasAtLeastOneElementOfType(Redriven.Free.class);
        assertThat(both).hasAtLeastOneElementOfType(Redriven.NotParked.class);
        assertThat(value(stream)).isEqualTo(1 + CounterProjection.POISON + 21);
        assertThat(events(stream)).isEqualTo(23);
    }

    @Test
    void events_that_arrive_during_a_redrive_are_neither_lost_nor_doubled() {
        UUID stream = poisoned();
        for (int i = 0; i < 300; i++) {
            raise(stream, 1);
        }
        projection.cure(true);
        ConsistencyToken last = raise(stream, 1);
        var redriven = quarantine.redrive(COUNTERS, stream, "olga").subscribeAsCompletionStage();
        for (int i = 0; i < 100; i++) {
            last = raise(stream, 1);
        }
        redriven.join();
        waitFor(last);
        redrive(stream);

        assertThat(value(stream)).isEqualTo(1 + CounterProjection.POISON + 401);
        assertThat(events(stream)).isEqualTo(403);
    }

    @Test
    void a_stream_that_is_not_parked_is_not_redriven() {
        assertThat(redrive(Uuid7.next())).isInstanceOf(Redriven.NotParked.class);
    }

    private UUID poisoned() {
        UUID stream = Uuid7.next();
        waitFor(raise(stream, 1));
        waitFor(raise(stream, CounterProjection.POISON));
        return stream;
    }

    private Redriven redrive(UUID stream) {
        return now(quarantine.redrive(COUNTERS, stream, "olga"));
    }

    private ParkedStream parked(UUID stream) {
        return now(quarantine.list(COUNTERS, null, 1_000)).stream()
                .filter(parked -> parked.streamId().equals(stream))
                .findFirst()
                .orElseThrow();
    }

    private ConsistencyToken raise(UUID stream, int by) {
        String id = "alice:" + Uuid7.next();
        var context =
                new CommandContext(
                        id, "f", null, "alice", "correlation", id, null, null, Durability.COMMIT);
        var result = now(bus.execute(Counter.TYPE, stream, new Counter.Raise(by, ""), context));
        return Objects.requireNonNull(((CommandResult.Committed<?>) result).token());
    }

    private void waitFor(ConsistencyToken token) {
        now(progress.passed(COUNTERS, token, AT_MOST));
    }

    private long value(UUID stream) {
        return number("select value from counters.counter where id = $1", stream);
    }

    private long events(UUID stream) {
        return number("select events from counters.counter where id = $1", stream);
    }

    private long number(String sql, UUID stream) {
        for (Row row : now(pool.preparedQuery(sql).execute(Tuple.of(stream)))) {
            return row.getLong(0);
        }
        throw new AssertionError("no row for " + stream);
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(AT_MOST);
    }
}
