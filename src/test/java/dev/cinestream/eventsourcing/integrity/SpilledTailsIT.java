package dev.cinestream.eventsourcing.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.Seeded;
import dev.cinestream.eventsourcing.integrity.StreamTails.StreamKey;
import dev.cinestream.eventsourcing.integrity.StreamTails.Tail;
import dev.cinestream.eventsourcing.log.Uuid7;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// A scan remembers the end of every stream, however many there are and however little memory (CS-7).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class SpilledTailsIT {

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final int POLLS = 40;

    @Inject Pool pool;

    @Test
    void a_stream_that_left_memory_is_remembered_as_it_was_last() {
        Seeded.forSeeds(3, this::remembers);
    }

    private void remembers(Seeded seeded) {
        var tails = new SpilledTails(pool, 20);
        now(tails.clear());
        Map<StreamKey, Long> expected = new HashMap<>();
        List<StreamKey> streams = new ArrayList<>();
        for (int poll = 0; poll < POLLS; poll++) {
            for (int i = 0; i < 5; i++) {
                streams.add(new StreamKey("test.counter", Uuid7.next()));
            }
            List<StreamKey> polled =
                    seeded.listOf(30, () -> streams.get(seeded.below(streams.size())));
            now(tails.load(polled));
            for (StreamKey each : polled) {
                Tail before = tails.of(each);
                assertThat(before == null ? 0 : before.revision())
                        .isEqualTo(expected.getOrDefault(each, 0L));
                long revision = expected.merge(each, 1L, Long::sum);
                tails.put(each, new Tail(revision, new byte[] {(byte) revision}));
            }
        }
        now(tails.writeAll());

        var fresh = new SpilledTails(pool, 0);
        fresh.put(new StreamKey("test.counter", Uuid7.next()), new Tail(1, new byte[0]));
        now(fresh.load(expected.keySet()));
        expected.forEach((stream, revision) ->
                assertThat(Objects.requireNonNull(fresh.of(stream)).revision())
                        .isEqualTo(revision));
    }

    private static void now(Uni<Void> uni) {
        uni.await().atMost(AT_MOST);
    }
}
