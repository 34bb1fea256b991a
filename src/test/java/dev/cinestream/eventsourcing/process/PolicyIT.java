package dev.cinestream.eventsourcing.process;

import static dev.cinestream.eventsourcing.process.InventedLog.poll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.counter.Counter;
import dev.cinestream.eventsourcing.decider.Rejection;
import dev.cinestream.eventsourcing.inbox.Inbox;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.log.RecordFormat;
import dev.cinestream.eventsourcing.log.Recorded;
import dev.cinestream.eventsourcing.log.RecordedInKafka;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.eventsourcing.quarantine.Quarantine;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An event is reacted to once, whatever happens on the way (CS-8, CS-9).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class PolicyIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);

    @Inject CommandBus bus;
    @Inject PolicyRunner runner;
    @Inject Quarantine quarantine;
    @Inject Pool pool;

    private final InventedLog log = new InventedLog();
    private final UUID mirror = Uuid7.next();
    private final Mirror policy = new Mirror(mirror);

    /// What is raised in any counter is raised in one other. Refuses 666, and fails as often as it is told.
    private static final class Mirror implements Policy {
        private final String name = "mirror_" + Long.toHexString(System.nanoTime());
        private final UUID mirror;
        private volatile boolean refusalIsFine;
        private volatile List<UUID> alsoRaises = List.of();
        private final AtomicInteger failures = new AtomicInteger();

        Mirror(UUID mirror) {
            this.mirror = mirror;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public List<String> categories() {
            return List.of(Counter.TYPE.category());
        }

        @Override
        public Uni<List<AddressedCommand<?, ?, ?, ?>>> react(Envelope<?> event) {
            if (!(event.event() instanceof Counter.Raised(int by, String _))) {
                return Uni.createFrom().item(List.of());
            }
            if (by == 666 || failures.getAndDecrement() > 0) {
                return Uni.createFrom().failure(new IllegalStateException("cannot react to " + by));
            }
            return Uni.createFrom()
                    .item(
                            Stream.concat(Stream.of(mirror), alsoRaises.stream())
                                    .<AddressedCommand<?, ?, ?, ?>>map(counter ->
                                            AddressedCommand.of(
                                                    Counter.TYPE,
                                                    counter,
                                                    new Counter.Raise(by, "")))
                                    .toList());
        }

        @Override
        public boolean isSettledBy(Rejection refusal) {
            return refusalIsFine;
        }
    }

    @BeforeEach
    void anInbox() {
        Inbox.create(pool, policy.name(), Counter.TYPE.category(), 64).await().atMost(AT_MOST);
    }

    @Test
    void an_event_is_reacted_to_once_however_often_it_is_delivered() {
        var first = raised(Uuid7.next(), 3);
        var second = raised(Uuid7.next(), 4);
        react(List.of(first, second));
        react(List.of(first, second));
        react(List.of(second));
        assertThat(value(mirror)).isEqualTo(7);
    }

    @Test
    void what_was_done_before_a_crash_is_not_done_again() {
        var sent = raised(Uuid7.next(), 5);
        react(List.of(sent));
        pool.preparedQuery("update engine.inbox set sequence = 0 where consumer = $1")
                .execute(Tuple.of(policy.name()))
                .await()
                .atMost(AT_MOST); // as if the process had died before the watermark moved
        react(List.of(sent));
        assertThat(value(mirror)).isEqualTo(5);
        assertThat(applied(sent)).isEqualTo(1);
    }

    @Test
    void a_failure_that_ends_is_waited_out() {
        policy.failures.set(2);
        react(List.of(raised(Uuid7.next(), 6)));
        assertThat(value(mirror)).isEqualTo(6);
    }

    @Test
    void an_event_that_cannot_be_reacted_to_parks_its_stream_only() {
        UUID poisoned = Uuid7.next();
        react(List.of(raised(poisoned, 666), raised(poisoned, 1), raised(Uuid7.next(), 2)));
        react(List.of(raised(poisoned, 3)));
        assertThat(value(mirror)).isEqualTo(2);
        assertThat(parkedEvents(poisoned)).isEqualTo(3);
    }

    @Test
    void a_refusal_parks_the_stream_with_the_reason_and_blocks_no_other() {
        UUID refused = Uuid7.next();
        react(
                List.of(
                        raised(Uuid7.next(), Counter.LIMIT),
                        raised(refused, 1),
                        raised(Uuid7.next(), 0)));
        assertThat(value(mirror)).isEqualTo(Counter.LIMIT);
        assertThat(parkedEvents(refused)).isEqualTo(1);
        assertThat(quarantine.list(policy.name(), null, 10).await().atMost(AT_MOST))
                .singleElement()
                .satisfies(each ->
                        assertThat(each.error())
                                .contains("Raise for test.counter", "is refused: too-high"));
    }

    @Test
    void a_refusal_that_settles_the_matter_is_an_end_like_any_other() {
        policy.refusalIsFine = true;
        react(List.of(raised(Uuid7.next(), Counter.LIMIT), raised(Uuid7.next(), Counter.LIMIT)));
        assertThat(value(mirror)).isEqualTo(Counter.LIMIT);
        assertThat(quarantine.list(policy.name(), null, 10).await().atMost(AT_MOST)).isEmpty();
    }

    @Test
    void what_is_refused_keeps_the_others_from_nothing() {
        UUID event = Uuid7.next();
        UUID full = Uuid7.next();
        react(List.of(raised(full, Counter.LIMIT)));
        policy.alsoRaises = List.of(Uuid7.next(), Uuid7.next());
        react(List.of(raised(event, 1)));
        assertThat(policy.alsoRaises).allSatisfy(each -> assertThat(value(each)).isEqualTo(1));
        assertThat(parkedEvents(event)).isEqualTo(1);
    }

    @Test
    void nothing_is_reacted_to_over_a_gap() {
        UUID stream = Uuid7.next();
        var missing = raised(stream, 1);
        var next = raised(stream, 2);
        react(List.of(next));
        assertThat(applied(next)).isZero();
        react(List.of(missing, next));
        assertThat(value(mirror)).isEqualTo(3);
    }

    @Test
    void the_command_says_what_caused_it() {
        var sent = raised(Uuid7.next(), 1);
        Metadata cause = RecordFormat.read(sent).metadata();
        react(List.of(sent));
        await().atMost(AT_MOST)
                .untilAsserted(() ->
                        assertThat(RecordedInKafka.of(Counter.TYPE.topic(), mirror))
                                .extracting(Recorded::metadata)
                                .singleElement()
                                .returns(cause.id().toString(), Metadata::causationId)
                                .returns(cause.correlationId(), Metadata::correlationId)
                                .returns("system:" + policy.name(), Metadata::actor));
    }

    private void react(List<ConsumerRecord<byte[], byte[]>> records) {
        runner.react(policy, poll(records)).await().atMost(AT_MOST);
    }

    private ConsumerRecord<byte[], byte[]> raised(UUID stream, int by) {
        return log.append(stream, new Counter.Raised(by, ""));
    }

    private int value(UUID stream) {
        var head = bus.head(Counter.TYPE, stream).await().atMost(AT_MOST);
        return head == null ? 0 : head.state().value();
    }

    private long applied(ConsumerRecord<byte[], byte[]> sent) {
        UUID stream = RecordFormat.read(sent).metadata().streamId();
        return Inbox.applied(pool, policy.name(), InventedLog.laneOf(stream))
                .await()
                .atMost(AT_MOST);
    }

    private long parkedEvents(UUID stream) {
        List<Long> counts = new ArrayList<>();
        for (Row row :
                pool.preparedQuery(
                                "select count(*) from engine.quarantine_event where consumer = $1 and stream_id = $2")
                        .execute(Tuple.of(policy.name(), stream))
                        .await()
                        .atMost(AT_MOST)) {
            counts.add(row.getLong(0));
        }
        return counts.getFirst();
    }
}
