package dev.cinestream.eventsourcing.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandContext;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.eventsourcing.command.CommandResult;
import dev.cinestream.eventsourcing.command.CommandResult.Committed;
import dev.cinestream.eventsourcing.counter.Counter;
import dev.cinestream.eventsourcing.counter.Signatures;
import dev.cinestream.eventsourcing.counter.Signatures.Signature;
import dev.cinestream.eventsourcing.decider.Personal;
import dev.cinestream.eventsourcing.history.HistoryEvent;
import dev.cinestream.eventsourcing.history.IndexedOffsets;
import dev.cinestream.eventsourcing.history.LogReaders;
import dev.cinestream.eventsourcing.history.StreamHistory;
import dev.cinestream.eventsourcing.integrity.LogScan;
import dev.cinestream.eventsourcing.integrity.LogScans;
import dev.cinestream.eventsourcing.log.ConsistencyToken;
import dev.cinestream.eventsourcing.log.Uuid7;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// Erasing a person's key erases the person, everywhere and for ever, and nobody else; the log stays whole (CS-8, CS-10).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class ErasureIT {

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final String COUNTER = "test.counter";

    @Inject CommandBus bus;
    @Inject SubjectKeys keys;
    @Inject StreamHistory history;
    @Inject IndexedOffsets index;
    @Inject LogReaders readers;
    @Inject LogScans scans;
    @Inject Signatures signatures;
    @Inject Pool pool;

    private final UUID alice = Uuid7.next();
    private final UUID bob = Uuid7.next();
    private final UUID alices = Uuid7.next();
    private final UUID bobs = Uuid7.next();

    @Test
    void a_name_is_on_no_disk_in_clear() {
        sign(alices, alice, "Alice Liddell");

        assertThat(logged(alices)).contains(alice.toString()).doesNotContain("Liddell");
        assertThat(head(alices)).contains(alice.toString()).doesNotContain("Liddell");
    }

    @Test
    void an_erased_person_is_blank_in_history_state_and_read_models_and_nobody_else_is() {
        sign(alices, alice, "Alice Liddell");
        signatures.waitFor(sign(bobs, bob, "Bob Cratchit"));
        signatures.waitFor(raise(alices));
        assertThat(nameInHistory(alices).path("text").asText()).isEqualTo("Alice Liddell");
        assertThat(nameInState(alices).path("text").asText()).isEqualTo("Alice Liddell");
        assertThat(signatures.of(alices)).isEqualTo(new Signature(1, true, "Alice Liddell"));

        now(keys.erase(alice).replaceWith(true));

        assertThat(nameInHistory(alices).path("erased").asBoolean()).isTrue();
        assertThat(nameInHistory(alices).has("text")).isFalse();
        assertThat(nameInState(alices).path("erased").asBoolean()).isTrue();
        assertThat(nameInHistory(bobs).path("text").asText()).isEqualTo("Bob Cratchit");
        assertThat(nameInState(bobs).path("text").asText()).isEqualTo("Bob Cratchit");

        signatures.rebuild();
        assertThat(signatures.of(alices)).isEqualTo(new Signature(1, true, null));
        assertThat(signatures.of(bobs)).isEqualTo(new Signature(0, true, "Bob Cratchit"));
    }

    @Test
    void the_log_is_as_whole_as_before() {
        sign(alices, alice, "Alice Liddell");
        raise(alices);
        now(keys.erase(alice).replaceWith(true));

        assertThat(now(history.events(COUNTER, alices, 1, 10))).allMatch(HistoryEvent::intact);
        assertThat(Objects.requireNonNull(scan().report()).findings()).isEmpty();
    }

    @Test
    void the_key_is_gone_and_stays_gone() {
        sign(alices, alice, "Alice Liddell");
        assertThat(wrappedKeys(alice)).isOne();
        now(keys.erase(alice).replaceWith(true));
        now(keys.erase(alice).replaceWith(true));
        now(keys.loadOrCreate(List.of(alice)).replaceWith(true));

        assertThat(wrappedKeys(alice)).isZero();
    }

    @Test
    void nothing_more_is_recorded_about_an_erased_person() {
        sign(alices, alice, "Alice Liddell");
        now(keys.erase(alice).replaceWith(true));

        var again = new Counter.Sign(Personal.of(alice, "Alice Liddell"));
        assertThat(execute(bobs, again)).isInstanceOf(CommandResult.Unpublishable.class);
        assertThat(now(history.events(COUNTER, bobs, 1, 10))).isEmpty();
    }

    @Test
    void what_an_erased_person_signed_goes_on_without_them() {
        sign(alices, alice, "Alice Liddell");
        now(keys.erase(alice).replaceWith(true));

        assertThat(execute(alices, new Counter.Raise(2, ""))).isInstanceOf(Committed.class);
        assertThat(execute(alices, new Counter.Raise(3, ""))).isInstanceOf(Committed.class);
        assertThat(head(alices)).contains(alice.toString()).doesNotContain("sealed");
        assertThat(nameInState(alices).path("erased").asBoolean()).isTrue();
        assertThat(execute(alices, new Counter.Sign(Personal.of(bob, "Bob Cratchit"))))
                .isInstanceOf(Committed.class);
        assertThat(nameInState(alices).path("text").asText()).isEqualTo("Bob Cratchit");
    }

    private ConsistencyToken sign(UUID stream, UUID subject, String name) {
        return committed(execute(stream, new Counter.Sign(Personal.of(subject, name))));
    }

    private ConsistencyToken raise(UUID stream) {
        return committed(execute(stream, new Counter.Raise(1, "")));
    }

    private static ConsistencyToken committed(CommandResult<?> result) {
        assertThat(result).isInstanceOf(Committed.class);
        return Objects.requireNonNull(((Committed<?>) result).token());
    }

    private CommandResult<?> execute(UUID stream, Counter.Command command) {
        String id = "alice:" + Uuid7.next();
        var context =
                new CommandContext(
                        id, "f", null, "alice", "correlation", id, null, null, Durability.COMMIT);
        return now(bus.execute(Counter.TYPE, stream, command, context));
    }

    private JsonNode nameInHistory(UUID stream) {
        HistoryEvent signed = now(history.events(COUNTER, stream, 1, 10)).getFirst();
        assertThat(signed.metadata().type()).isEqualTo("test.counter-signed.v1");
        return Objects.requireNonNull(signed.event()).path("name");
    }

    private JsonNode nameInState(UUID stream) {
        return now(history.stateAt(COUNTER, stream, Long.MAX_VALUE)).state().path("signedBy");
    }

    /// The first event's bytes in Kafka.
    private String logged(UUID stream) {
        now(history.events(COUNTER, stream, 1, 1)); // waits until it is there
        var positions = now(index.find(COUNTER, Counter.TYPE.topic(), stream, 1, 2));
        return new String(
                now(readers.read(positions)).getFirst().payload(), StandardCharsets.UTF_8);
    }

    private String head(UUID stream) {
        for (Row row :
                now(
                        pool.preparedQuery(
                                        "select state from engine.head where category = $1 and stream_id = $2")
                                .execute(Tuple.of(COUNTER, stream)))) {
            return row.getBuffer(0).toString(StandardCharsets.UTF_8);
        }
        throw new AssertionError("there is no counter " + stream);
    }

    private long wrappedKeys(UUID subject) {
        return now(pool.preparedQuery(
                                "select count(wrapped) from engine.subject_key where subject = $1")
                        .execute(Tuple.of(subject)))
                .iterator()
                .next()
                .getLong(0);
    }

    private LogScan scan() {
        UUID id = now(scans.start("ops", List.of(COUNTER))).id();
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        LogScan scan = now(scans.find(id)).orElseThrow();
        while (scan.state() == LogScan.State.RUNNING && System.nanoTime() < deadline) {
            LockSupport.parkNanos(20_000_000);
            scan = now(scans.find(id)).orElseThrow();
        }
        assertThat(scan.state()).isEqualTo(LogScan.State.DONE);
        return scan;
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(AT_MOST);
    }
}
