package dev.cinestream.eventsourcing.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.eventsourcing.counter.Counter;
import dev.cinestream.eventsourcing.log.Uuid7;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A command's id is remembered for as long as was promised, and no longer (CS-8, CS-10).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class CommandMemoryIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final OffsetDateTime LONG_AGO =
            OffsetDateTime.of(2020, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    @Inject CommandBus bus;
    @Inject CommandMemory memory;
    @Inject Pool pool;

    private final UUID stream = Uuid7.next();

    @Test
    void a_command_that_was_just_done_is_not_forgotten() {
        raise("new");
        now(memory.forget(LONG_AGO.plusYears(1)));

        assertThat(raise("new").replayed()).isTrue();
    }

    @Test
    void a_command_of_long_ago_is_forgotten() {
        raise("old");
        age("old", LONG_AGO);

        assertThat(now(memory.forget(LONG_AGO.plusDays(1)))).isPositive();
        assertThat(raise("old").replayed()).isFalse();
    }

    @Test
    void however_many_there_are_they_are_forgotten_little_by_little() {
        now(
                pool.preparedQuery(
                                """
                                insert into engine.command select 'many:' || g, 'f', 'test.counter', $1, 1, 0, 1, 0, 1, $2
                                from generate_series(1, $3) g on conflict do nothing\
                                """)
                        .execute(
                                Tuple.of(
                                        stream,
                                        LONG_AGO.minusYears(1),
                                        2 * CommandMemory.AT_ONCE + 1)));

        assertThat(now(memory.forget(LONG_AGO.minusMonths(1))))
                .isEqualTo(2L * CommandMemory.AT_ONCE + 1);
    }

    private CommandResult.Committed<?> raise(String key) {
        String id = stream + ":" + key;
        var context =
                new CommandContext(
                        id, "f", null, "alice", "correlation", id, null, null, Durability.COMMIT);
        return (CommandResult.Committed<?>)
                now(bus.execute(Counter.TYPE, stream, new Counter.Raise(1, ""), context));
    }

    private void age(String key, OffsetDateTime to) {
        now(
                pool.preparedQuery(
                                "update engine.command set recorded_at = $2 where command_id = $1")
                        .execute(Tuple.of(stream + ":" + key, to)));
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(AT_MOST);
    }
}
