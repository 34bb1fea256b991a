package dev.cinestream.eventsourcing.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.counter.Counter;
import dev.cinestream.eventsourcing.log.RecordedInKafka;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.eventsourcing.quarantine.ParkedStream;
import dev.cinestream.eventsourcing.quarantine.Quarantine;
import dev.cinestream.eventsourcing.quarantine.Redriven;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/// A process hears of each event once, remembers it in the log, and is called back when it asked for it (CS-8, CS-9).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class ProcessManagerIT {

    private static final Duration AT_MOST = Duration.ofSeconds(30);

    /// One for all tests: the process has one inbox.
    private static final InventedLog LOG = new InventedLog();

    private static final List<ConsumerRecord<byte[], byte[]>> SENT = new ArrayList<>();

    @Inject Errands errands;
    @Inject PolicyRunner runner;
    @Inject CommandBus bus;
    @Inject Quarantine quarantine;
    @Inject Pool pool;

    private final UUID errand = Uuid7.next();

    @Test
    void an_event_is_heard_once_however_often_it_is_delivered() {
        raise(1);
        raise(2);
        deliver(SENT);
        deliver(SENT);
        assertThat(heads(errand)).isEqualTo(new Errand.State(2, 3, false));
    }

    @Test
    void what_was_heard_before_a_crash_is_not_heard_again() {
        raise(1);
        deliver(SENT);
        forgetWhatWasHeard();
        raise(2);
        deliver(SENT);
        assertThat(heads(errand)).isEqualTo(new Errand.State(2, 3, false));
    }

    @Test
    void what_it_decides_is_done_once_and_its_deadline_is_cancelled() {
        raise(1);
        raise(2);
        raise(3);
        deliver(SENT);
        forgetWhatWasHeard();
        deliver(SENT);
        awaitValue(Errands.sumOf(errand), 6);
        awaitTypes(
                Deadlines.TYPE,
                Deadlines.id("errands", errand, Errands.PATIENCE),
                "engine.deadline-set.v1",
                "engine.deadline-cancelled.v1");
        awaitTypes(
                Errand.TYPE,
                errand,
                "test.errand-noted.v1",
                "test.errand-noted.v1",
                "test.errand-noted.v1",
                "test.errand-finished.v1");
    }

    @Test
    void a_deadline_calls_it_back() {
        raise(Errands.HASTY);
        deliver(SENT);
        awaitValue(Errands.failureOf(errand), 1);
        raise(1);
        deliver(SENT);
        awaitTypes(Errand.TYPE, errand, "test.errand-noted.v1", "test.errand-given-up.v1");
        assertThat(value(Errands.sumOf(errand))).isZero();
    }

    @Test
    void what_is_refused_is_parked_and_done_when_support_redrives_it() {
        raise(Counter.LIMIT);
        raise(1);
        raise(1);
        deliver(SENT);
        await().atMost(AT_MOST)
                .untilAsserted(() ->
                        assertThat(quarantine.list("errands", null, 10).await().atMost(AT_MOST))
                                .singleElement()
                                .returns(errand, ParkedStream::streamId));
        assertThat(redrive()).isInstanceOf(Redriven.StillParked.class);

        make(Errands.sumOf(errand), -10);
        assertThat(redrive()).isEqualTo(new Redriven.Free(1, null));
        assertThat(value(Errands.sumOf(errand))).isEqualTo(Counter.LIMIT - 8);
        assertThat(redrive()).isEqualTo(new Redriven.NotParked());
    }

    private Redriven redrive() {
        return quarantine.redrive("errands", errand, "sue").await().atMost(AT_MOST);
    }

    private void make(UUID counter, int by) {
        var cause = new Cause("test", "correlation", Uuid7.next().toString(), null);
        bus.execute(
                        Counter.TYPE,
                        counter,
                        new Counter.Raise(by, ""),
                        cause.context(cause.causationId(), null))
                .await()
                .atMost(AT_MOST);
    }

    private void raise(int by) {
        SENT.add(LOG.append(errand, new Counter.Raised(by, "")));
    }

    private void deliver(List<ConsumerRecord<byte[], byte[]>> records) {
        runner.react(errands, InventedLog.poll(records)).await().atMost(AT_MOST);
    }

    /// As if the process had died before the watermark moved.
    private void forgetWhatWasHeard() {
        pool.query(
                        "update engine.inbox set sequence = 0 where consumer = 'errands' and category = 'test.counter'")
                .execute()
                .await()
                .atMost(AT_MOST);
    }

    private Errand.State heads(UUID errand) {
        return bus.head(Errand.TYPE, errand).await().atMost(AT_MOST).state();
    }

    private void awaitValue(UUID counter, int value) {
        await().atMost(AT_MOST).untilAsserted(() -> assertThat(value(counter)).isEqualTo(value));
    }

    private int value(UUID counter) {
        var head = bus.head(Counter.TYPE, counter).await().atMost(AT_MOST);
        return head == null ? 0 : head.state().value();
    }

    private static void awaitTypes(AggregateType<?, ?, ?, ?> type, UUID stream, String... types) {
        await().atMost(AT_MOST)
                .untilAsserted(() ->
                        assertThat(RecordedInKafka.of(type.topic(), stream))
                                .extracting(each -> each.metadata().type())
                                .containsExactly(types));
    }
}
