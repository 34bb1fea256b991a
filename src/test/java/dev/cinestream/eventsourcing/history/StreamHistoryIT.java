package dev.cinestream.eventsourcing.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandContext;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.eventsourcing.command.CommandResult;
import dev.cinestream.eventsourcing.counter.Counter;
import dev.cinestream.eventsourcing.handmade.HandmadeLog;
import dev.cinestream.eventsourcing.log.Recorded;
import dev.cinestream.eventsourcing.log.Uuid7;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What happened to one stream, and what it was when, read from Kafka (CS-8, CS-10).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class StreamHistoryIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final String COUNTER = "test.counter";

    @Inject CommandBus bus;
    @Inject StreamHistory history;
    @Inject HandmadeLog log;

    @Test
    void history_says_what_happened_and_who_did_it_when_and_why() {
        UUID stream = Uuid7.next();
        raise(stream, 3);
        raise(stream, 4);

        List<HistoryEvent> events = now(history.events(COUNTER, stream, 1, 10));
        assertThat(events).extracting(e -> e.metadata().revision()).containsExactly(1L, 2L);
        HistoryEvent last = events.getLast();
        assertThat(last.metadata().actor()).isEqualTo("alice");
        assertThat(last.metadata().reason()).isEqualTo("because");
        assertThat(last.metadata().correlationId()).isEqualTo("correlation");
        assertThat(last.metadata().recordedAt()).isBeforeOrEqualTo(Instant.now());
        assertThat(Objects.requireNonNull(last.event()).path("by").asInt()).isEqualTo(4);
        assertThat(events).allMatch(HistoryEvent::intact);
    }

    @Test
    void a_page_begins_at_any_revision_and_is_checked_against_the_event_before() {
        UUID stream = Uuid7.next();
        for (int i = 1; i <= 30; i++) {
            raise(stream, i);
        }

        List<HistoryEvent> page = now(history.events(COUNTER, stream, 11, 10));
        assertThat(page).extracting(e -> e.metadata().revision()).hasSize(10).contains(11L, 20L);
        assertThat(page).allMatch(HistoryEvent::intact);
        assertThat(now(history.events(COUNTER, stream, 31, 10))).isEmpty();
    }

    @Test
    void large_events_come_in_shorter_pages_and_none_is_left_out() {
        UUID stream = Uuid7.next();
        for (int i = 1; i <= 40; i++) {
            raise(stream, 1, "x".repeat(600_000));
        }

        List<HistoryEvent> page = now(history.events(COUNTER, stream, 1, 40));
        assertThat(page).hasSizeBetween(10, 39);
        assertThat(now(history.events(COUNTER, stream, page.size() + 1, 40)))
                .hasSize(40 - page.size());
        assertThat(now(history.stateAt(COUNTER, stream, 40)).state().path("value").asInt())
                .isEqualTo(40);
    }

    @Test
    void the_state_at_a_revision_is_the_fold_of_the_events_up_to_it() {
        UUID stream = Uuid7.next();
        for (int i = 1; i <= 20; i++) {
            raise(stream, i);
        }

        assertThat(valueAt(stream, 4)).isEqualTo(1 + 2 + 3 + 4);
        assertThat(valueAt(stream, 20)).isEqualTo(210);
        StateAt beyond = now(history.stateAt(COUNTER, stream, 99));
        assertThat(beyond.revision()).isEqualTo(20);
        assertThat(beyond.intact()).isTrue();
        assertThat(valueAt(stream, 0)).isZero();
    }

    @Test
    void the_state_at_a_moment_knows_nothing_of_later_events() {
        UUID stream = Uuid7.next();
        raise(stream, 3);
        raise(stream, 4);
        List<HistoryEvent> events = now(history.events(COUNTER, stream, 1, 10));
        Instant second = events.getLast().metadata().recordedAt();

        assertThat(valueAt(stream, second)).isEqualTo(7);
        assertThat(valueAt(stream, second.minusNanos(1_000))).isEqualTo(3);
        assertThat(valueAt(stream, Instant.EPOCH)).isZero();
    }

    @Test
    void a_stream_that_never_was_has_no_history() {
        assertThat(now(history.events(COUNTER, Uuid7.next(), 1, 10))).isEmpty();
    }

    @Test
    void an_old_version_of_an_event_is_upcast_on_read() {
        UUID stream = Uuid7.next();
        Recorded old =
                log.next(
                        HandmadeLog.HANDMADE,
                        stream,
                        null,
                        "test.counter-raised.v1",
                        "{\"amount\":5,\"filler\":\"\"}");
        log.send(old);

        HistoryEvent event = now(history.events(HandmadeLog.HANDMADE, stream, 1, 10)).getFirst();
        assertThat(event.metadata().type()).isEqualTo("test.counter-raised.v1");
        assertThat(Objects.requireNonNull(event.event()).path("by").asInt()).isEqualTo(5);
        assertThat(event.intact()).isTrue();
        assertThat(
                        now(history.stateAt(HandmadeLog.HANDMADE, stream, 1))
                                .state()
                                .path("value")
                                .asInt())
                .isEqualTo(5);
    }

    @Test
    void a_changed_byte_shows_in_the_event_that_was_changed() {
        UUID stream = Uuid7.next();
        Recorded first = raised(stream, null, 1);
        Recorded second = raised(stream, first, 2);
        Recorded third = raised(stream, second, 3);
        log.send(first, HandmadeLog.changed(second, "{\"by\":9,\"filler\":\"\"}"), third);

        assertThat(now(history.events(HandmadeLog.HANDMADE, stream, 1, 10)))
                .extracting(HistoryEvent::intact)
                .containsExactly(true, false, true);
        assertThat(now(history.stateAt(HandmadeLog.HANDMADE, stream, 3)).intact()).isFalse();
    }

    @Test
    void an_event_nobody_can_read_is_shown_as_such_and_has_no_state() {
        UUID stream = Uuid7.next();
        log.send(log.next(HandmadeLog.HANDMADE, stream, null, "test.never-heard-of.v1", "{}"));

        HistoryEvent event = now(history.events(HandmadeLog.HANDMADE, stream, 1, 10)).getFirst();
        assertThat(event.event()).isNull();
        assertThat(event.unreadable()).contains("test.never-heard-of.v1");
        assertThatThrownBy(() -> now(history.stateAt(HandmadeLog.HANDMADE, stream, 1)))
                .isInstanceOf(LogReadException.class);
    }

    private Recorded raised(UUID stream, @Nullable Recorded before, int by) {
        return log.next(
                HandmadeLog.HANDMADE,
                stream,
                before == null ? null : before.metadata(),
                "test.counter-raised.v2",
                "{\"by\":" + by + ",\"filler\":\"\"}");
    }

    private int valueAt(UUID stream, long revision) {
        return now(history.stateAt(COUNTER, stream, revision)).state().path("value").asInt();
    }

    private int valueAt(UUID stream, Instant at) {
        return now(history.stateAt(COUNTER, stream, at)).state().path("value").asInt();
    }

    private void raise(UUID stream, int by) {
        raise(stream, by, "");
    }

    private void raise(UUID stream, int by, String filler) {
        String id = "alice:" + Uuid7.next();
        var context =
                new CommandContext(
                        id,
                        "f",
                        null,
                        "alice",
                        "correlation",
                        id,
                        "because",
                        null,
                        Durability.COMMIT);
        assertThat(now(bus.execute(Counter.TYPE, stream, new Counter.Raise(by, filler), context)))
                .isInstanceOf(CommandResult.Committed.class);
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(AT_MOST);
    }
}
