package dev.cinestream.eventsourcing.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.counter.Signatures;
import dev.cinestream.eventsourcing.handmade.HandmadeLog;
import dev.cinestream.eventsourcing.history.HistoryEvent;
import dev.cinestream.eventsourcing.history.StateAt;
import dev.cinestream.eventsourcing.history.StreamHistory;
import dev.cinestream.eventsourcing.log.Recorded;
import dev.cinestream.eventsourcing.log.Uuid7;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Events that an older version wrote are read by everything as today's (CS-8).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class UpcastingIT {

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final String OLD = "test.counter-raised.v1";
    private static final String NEW = "test.counter-raised.v2";

    @Inject HandmadeLog log;
    @Inject Signatures signatures;
    @Inject StreamHistory history;

    private final UUID stream = Uuid7.next();

    @Test
    void a_read_model_and_its_rebuild_apply_old_and_new_events_alike() {
        signatures.waitFor(oldAndNew().metadata().token());
        assertThat(signatures.of(stream).value()).isEqualTo(5 + 2);

        signatures.rebuild();
        assertThat(signatures.of(stream).value()).isEqualTo(5 + 2);
    }

    @Test
    void history_shows_an_old_event_as_todays_under_the_name_it_was_written_under() {
        oldAndNew();

        List<HistoryEvent> events = now(history.events(HandmadeLog.HANDMADE, stream, 1, 10));
        assertThat(events).extracting(e -> e.metadata().type()).containsExactly(OLD, NEW);
        assertThat(events)
                .extracting(e -> Objects.requireNonNull(e.event()).path("by").asInt())
                .containsExactly(5, 2);
        assertThat(events).allMatch(HistoryEvent::intact);
    }

    @Test
    void a_state_folds_old_and_new_events_alike() {
        oldAndNew();

        StateAt state = now(history.stateAt(HandmadeLog.HANDMADE, stream, 2));
        assertThat(state.state().path("value").asInt()).isEqualTo(5 + 2);
        assertThat(state.intact()).isTrue();
    }

    /// @return the last
    private Recorded oldAndNew() {
        Recorded before = next(null, OLD, "{\"amount\":5,\"filler\":\"\"}");
        Recorded after = next(before, NEW, "{\"by\":2,\"filler\":\"\"}");
        log.send(before, after);
        return after;
    }

    private Recorded next(@Nullable Recorded before, String type, String json) {
        return log.next(
                HandmadeLog.HANDMADE,
                stream,
                before == null ? null : before.metadata(),
                type,
                json);
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(AT_MOST);
    }
}
