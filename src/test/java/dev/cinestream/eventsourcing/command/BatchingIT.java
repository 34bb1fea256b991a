package dev.cinestream.eventsourcing.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cinestream.EmbeddedParts;
import dev.cinestream.Seeded;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.eventsourcing.command.CommandScript.Step;
import dev.cinestream.eventsourcing.counter.Counter;
import dev.cinestream.eventsourcing.log.Checksum;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.log.Recorded;
import dev.cinestream.eventsourcing.log.RecordedInKafka;
import dev.cinestream.eventsourcing.log.Uuid7;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// However commands are gathered into batches, each ends as if it had been alone, and the log holds what a plain fold holds,
/// numbered without a hole and chained (CS-7, CS-8, CS-9).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class BatchingIT {

    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final String TOPIC = "cinestream.test.counter";
    private static final int STREAMS = 5;
    private static final int STEPS = 80;
    private static final int SEEDS = 6;

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject CommandBus bus;

    @Test
    void commands_together_end_as_commands_one_by_one_and_as_a_plain_fold() {
        Map<UUID, List<Counter.Event>> expected = new HashMap<>();
        Seeded.forSeeds(
                SEEDS,
                random -> {
                    List<Step> script = CommandScript.of(random, STREAMS, STEPS);
                    var plain = new PlainCounters();
                    List<String> ends = script.stream().map(plain::execute).toList();

                    List<UUID> alone = ids(random);
                    List<UUID> together = ids(random);
                    assertThat(run(script, alone, _ -> 1)).isEqualTo(ends);
                    assertThat(run(script, together, left -> 1 + random.below(left)))
                            .isEqualTo(ends);

                    for (int stream = 0; stream < STREAMS; stream++) {
                        expected.put(alone.get(stream), plain.events(stream));
                        expected.put(together.get(stream), plain.events(stream));
                        assertThat(state(together.get(stream))).isEqualTo(plain.state(stream));
                    }
                });
        List<Recorded> log = RecordedInKafka.of(TOPIC);
        expected.forEach((stream, events) -> assertThat(raised(log, stream)).isEqualTo(events));
    }

    /// Whatever other tests did meanwhile.
    @Test
    void every_lane_is_gapless_and_every_stream_is_chained_in_the_log() {
        for (int i = 0; i < 50; i++) {
            send(
                            new Step(0, new Counter.Raise(1, ""), null, i, "f"),
                            Uuid7.next(),
                            "n" + Uuid7.next())
                    .await()
                    .atMost(AT_MOST);
        }
        Map<Integer, Long> lanes = new HashMap<>();
        Map<UUID, Metadata> last = new HashMap<>();
        for (Recorded each : RecordedInKafka.of(TOPIC)) {
            Metadata m = each.metadata();
            long before = lanes.getOrDefault(m.lane(), 0L);
            if (m.sequence() <= before) {
                continue; // a repeat after a takeover
            }
            assertThat(m.sequence()).as("lane %d", m.lane()).isEqualTo(before + 1);
            lanes.put(m.lane(), m.sequence());
            Metadata predecessor = last.put(m.streamId(), m);
            assertThat(m.revision())
                    .isEqualTo(predecessor == null ? 1 : predecessor.revision() + 1);
            assertThat(m.checksum())
                    .isEqualTo(
                            Checksum.expected(
                                    predecessor == null
                                            ? HexFormat.of().formatHex(Checksum.none())
                                            : predecessor.checksum(),
                                    each));
        }
        assertThat(last.size()).isGreaterThanOrEqualTo(50);
    }

    /// How many of those that are left are sent at once.
    private interface Burst {
        int of(int left);
    }

    private List<String> run(List<Step> script, List<UUID> streams, Burst burst) {
        String run = "run-" + Uuid7.next();
        List<String> ends = new ArrayList<>();
        while (ends.size() < script.size()) {
            List<Step> next =
                    script.subList(
                            ends.size(), ends.size() + burst.of(script.size() - ends.size()));
            List<Uni<String>> sent =
                    next.stream().map(step -> send(step, streams.get(step.stream()), run)).toList();
            ends.addAll(Uni.join().all(sent).andFailFast().await().atMost(AT_MOST));
        }
        return ends;
    }

    private Uni<String> send(Step step, UUID stream, String run) {
        return bus.execute(Counter.TYPE, stream, step.command(), step.context(run, Durability.LOG))
                .map(CommandScript::told)
                .onFailure(IllegalStateException.class)
                .recoverWithItem("failed");
    }

    private Counter.State state(UUID stream) {
        var head = bus.head(Counter.TYPE, stream).await().atMost(AT_MOST);
        return head == null ? new Counter().initial() : head.state();
    }

    private static List<UUID> ids(Seeded random) {
        return IntStream.range(0, STREAMS)
                .mapToObj(_ ->
                        new UUID(
                                Uuid7.next().getMostSignificantBits(),
                                random.uuid().getLeastSignificantBits()))
                .toList();
    }

    private static List<Counter.Event> raised(List<Recorded> log, UUID stream) {
        List<Counter.Event> events = new ArrayList<>();
        long revision = 0;
        for (Recorded each : log) {
            if (each.metadata().streamId().equals(stream)
                    && each.metadata().revision() > revision) {
                revision = each.metadata().revision();
                events.add(event(each));
            }
        }
        return events;
    }

    private static Counter.Event event(Recorded recorded) {
        try {
            return JSON.readValue(recorded.payload(), Counter.Raised.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
