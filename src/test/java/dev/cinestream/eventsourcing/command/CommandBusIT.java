package dev.cinestream.eventsourcing.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.eventsourcing.counter.Counter;
import dev.cinestream.eventsourcing.decider.Personal;
import dev.cinestream.eventsourcing.log.RecordedInKafka;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.eventsourcing.privacy.SubjectKeys;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The command path against the real database and broker (CS-7, CS-8, CS-9).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class CommandBusIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);

    @Inject CommandBus bus;
    @Inject SubjectKeys keys;

    @Test
    void concurrent_commands_on_one_stream_get_revisions_without_holes() {
        UUID stream = Uuid7.next();
        List<Uni<CommandResult<Counter.TooHigh>>> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            all.add(raise(stream, 1, context(null, null)));
        }
        List<Long> revisions =
                Uni.join().all(all).andFailFast().await().atMost(AT_MOST).stream()
                        .map(r -> ((CommandResult.Committed<?>) r).revision())
                        .sorted()
                        .toList();
        assertThat(revisions).isEqualTo(LongStream.rangeClosed(1, 500).boxed().toList());
        assertThat(state(stream).value()).isEqualTo(500);
    }

    @Test
    void the_same_command_id_takes_effect_once_and_is_answered_the_same() {
        UUID stream = Uuid7.next();
        CommandContext context = context("alice:" + Uuid7.next(), null);
        var first = committed(raise(stream, 5, context));
        var again = committed(raise(stream, 5, context));
        assertThat(again.replayed()).isTrue();
        assertThat(again.revision()).isEqualTo(first.revision());
        assertThat(again.token()).isEqualTo(first.token());
        assertThat(state(stream).value()).isEqualTo(5);
    }

    @Test
    void the_same_command_id_many_times_at_once_takes_effect_once() {
        UUID stream = Uuid7.next();
        CommandContext context = context("alice:" + Uuid7.next(), null);
        List<Uni<CommandResult<Counter.TooHigh>>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(raise(stream, 5, context));
        }
        var results = Uni.join().all(all).andFailFast().await().atMost(AT_MOST);
        assertThat(results)
                .filteredOn(r -> !((CommandResult.Committed<?>) r).replayed())
                .hasSize(1);
        assertThat(state(stream).value()).isEqualTo(5);
    }

    @Test
    void a_command_id_with_another_request_is_refused() {
        UUID stream = Uuid7.next();
        String id = "alice:" + Uuid7.next();
        committed(raise(stream, 5, context(id, null)));
        var other =
                new CommandContext(
                        id, "other", null, "alice", "c", id, null, null, Durability.COMMIT);
        assertThat(raise(stream, 6, other).await().atMost(AT_MOST))
                .isInstanceOf(CommandResult.CommandIdReused.class);
    }

    @Test
    void a_stale_revision_is_refused_with_the_actual_one() {
        UUID stream = Uuid7.next();
        committed(raise(stream, 5, context(null, 0L)));
        assertThat(raise(stream, 5, context(null, 0L)).await().atMost(AT_MOST))
                .isEqualTo(new CommandResult.StaleRevision<>(0, 1));
    }

    @Test
    void a_refused_and_a_broken_command_leave_nothing_behind_and_fail_alone() {
        UUID stream = Uuid7.next();
        var good = raise(stream, 1, context(null, null));
        var refused = raise(stream, Counter.LIMIT, context(null, null));
        var broken = bus.execute(Counter.TYPE, stream, new Counter.Break(), context(null, null));
        var results =
                Uni.join()
                        .all(
                                good,
                                refused,
                                broken.onFailure()
                                        .recoverWithItem(new CommandResult.CommandIdReused<>()),
                                raise(stream, 1, context(null, null)))
                        .andFailFast()
                        .await()
                        .atMost(AT_MOST);
        assertThat(results.get(1)).isInstanceOf(CommandResult.Rejected.class);
        assertThatThrownBy(() -> broken.await().atMost(AT_MOST)).hasMessage("a bug in a decider");
        assertThat(state(stream).value()).isEqualTo(2);
    }

    @Test
    void an_event_too_large_to_publish_is_refused_before_the_commit() {
        UUID stream = Uuid7.next();
        var result =
                bus.execute(
                                Counter.TYPE,
                                stream,
                                new Counter.Raise(1, "x".repeat(1_000_000)),
                                context(null, null))
                        .await()
                        .atMost(AT_MOST);
        assertThat(result).isInstanceOf(CommandResult.Unpublishable.class);
        assertThat(bus.head(Counter.TYPE, stream).await().atMost(AT_MOST)).isNull();
    }

    @Test
    void durability_log_is_answered_after_kafka_has_the_event() {
        UUID stream = Uuid7.next();
        var asked =
                new CommandContext(
                        "a:" + stream, "f", null, "alice", "c", "c", null, null, Durability.LOG);
        var result = committed(raise(stream, 1, asked));
        assertThat(RecordedInKafka.payloads("cinestream.test.counter", stream)).hasSize(1);
        assertThat(result.revision()).isEqualTo(1);
    }

    @Test
    void personal_data_is_unreadable_in_the_log_and_blank_once_erased() {
        UUID stream = Uuid7.next();
        UUID person = Uuid7.next();
        var asked =
                new CommandContext(
                        "a:" + stream, "f", null, "alice", "c", "c", null, null, Durability.LOG);
        bus.execute(
                        Counter.TYPE,
                        stream,
                        new Counter.Sign(Personal.of(person, "Ada Lovelace")),
                        asked)
                .await()
                .atMost(AT_MOST);
        assertThat(state(stream).signedBy()).isEqualTo(Personal.of(person, "Ada Lovelace"));
        assertThat(RecordedInKafka.payloads("cinestream.test.counter", stream))
                .allSatisfy(value -> assertThat(value).doesNotContain("Ada").contains("sealed"));

        keys.erase(person).await().atMost(AT_MOST);

        assertThat(state(stream).signedBy()).isEqualTo(new Personal(person, null));
    }

    private Uni<CommandResult<Counter.TooHigh>> raise(UUID stream, int by, CommandContext context) {
        return bus.execute(Counter.TYPE, stream, new Counter.Raise(by, ""), context);
    }

    private static CommandResult.Committed<?> committed(
            Uni<CommandResult<Counter.TooHigh>> result) {
        return (CommandResult.Committed<?>) result.await().atMost(AT_MOST);
    }

    private Counter.State state(UUID stream) {
        var head = bus.head(Counter.TYPE, stream).await().atMost(AT_MOST);
        return java.util.Objects.requireNonNull(head).state();
    }

    private static CommandContext context(@Nullable String id, @Nullable Long expected) {
        String commandId = id == null ? "alice:" + Uuid7.next() : id;
        return new CommandContext(
                commandId,
                "f",
                expected,
                "alice",
                "correlation",
                commandId,
                null,
                null,
                Durability.COMMIT);
    }
}
