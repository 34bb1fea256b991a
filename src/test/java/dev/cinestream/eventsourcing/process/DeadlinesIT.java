package dev.cinestream.eventsourcing.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.log.Recorded;
import dev.cinestream.eventsourcing.log.RecordedInKafka;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.eventsourcing.outbox.OutboxRelay;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A deadline passes once, at its moment or soon after, whoever is alive to see it (CS-8, CS-9).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class DeadlinesIT {

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final String PROCESS = "nobodys_process";
    private static final String SET = "engine.deadline-set.v1";
    private static final String PASSED = "engine.deadline-passed.v1";
    private static final String CANCELLED = "engine.deadline-cancelled.v1";

    @Inject Dispatch dispatch;
    @Inject OutboxRelay relay;
    @Inject Pool pool;

    private final UUID about = Uuid7.next();

    @Test
    void a_deadline_passes_at_its_moment_and_not_before() {
        Instant due = Instant.now().plusMillis(700);
        send(Deadlines.set(PROCESS, about, "a", due));
        awaitLog("a", SET, PASSED);
        Metadata passed = log("a").getLast().metadata();
        assertThat(passed.recordedAt()).isAfterOrEqualTo(due);
        assertThat(passed.actor()).isEqualTo("system:deadlines");
        assertThat(passed.correlationId()).isEqualTo("correlation");
    }

    @Test
    void what_is_long_overdue_passes_too() {
        send(Deadlines.set(PROCESS, about, "a", Instant.EPOCH));
        awaitLog("a", SET, PASSED);
    }

    @Test
    void a_cancelled_deadline_does_not_pass() throws InterruptedException {
        send(Deadlines.set(PROCESS, about, "a", Instant.now().plusMillis(800)));
        send(Deadlines.cancel(PROCESS, about, "a"));
        awaitLog("a", SET, CANCELLED);
        Thread.sleep(1_500);
        awaitLog("a", SET, CANCELLED);
    }

    @Test
    void a_moved_deadline_passes_at_its_new_moment_only() {
        send(Deadlines.set(PROCESS, about, "a", Instant.now().plusMillis(600)));
        Instant later = Instant.now().plusMillis(1_500);
        send(Deadlines.set(PROCESS, about, "a", later));
        awaitLog("a", SET, SET, PASSED);
        assertThat(log("a").getLast().metadata().recordedAt()).isAfterOrEqualTo(later);
    }

    @Test
    void more_of_them_than_one_look_finds_pass_at_the_same_moment_once_each() {
        Instant due = Instant.now().plusSeconds(1);
        List<AddressedCommand<?, ?, ?, ?>> commands = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            commands.add(Deadlines.set(PROCESS, about, "purpose " + i, due));
        }
        send(commands);
        await().atMost(AT_MOST)
                .untilAsserted(() ->
                        assertThat(RecordedInKafka.of(Deadlines.TYPE.topic()))
                                .filteredOn(each -> each.metadata().type().equals(PASSED))
                                .filteredOn(each -> isOf(commands, each))
                                .extracting(each -> each.metadata().streamId())
                                .hasSize(600)
                                .doesNotHaveDuplicates());
    }

    @Test
    void it_outlives_the_instance_that_looked_after_it() throws InterruptedException {
        send(Deadlines.set(PROCESS, about, "a", Instant.now().plusMillis(1_500)));
        awaitLog("a", SET);
        relay.stop(); // what it looked after is nobody's
        try {
            Thread.sleep(2_500);
            assertThat(types("a")).containsExactly(SET);
        } finally {
            relay.start(); // as another instance that claims the groups
        }
        awaitLog("a", SET, PASSED);
    }

    @Test
    void a_dead_instances_deadlines_are_taken_over_when_its_leases_end() {
        send(Deadlines.set(PROCESS, about, "a", Instant.now().plusMillis(1_500)));
        awaitLog("a", SET);
        pool.query(
                        """
                        update engine.relay_lease set owner = 'dead', epoch = epoch + 1,
                            expires_at = clock_timestamp() + interval '3 seconds'\
                        """)
                .execute()
                .await()
                .atMost(AT_MOST);
        Instant killed = Instant.now();
        awaitLog("a", SET, PASSED);
        assertThat(log("a").getLast().metadata().recordedAt())
                .isBetween(killed.plusMillis(2_500), killed.plusSeconds(8));
    }

    @Test
    void rows_that_are_behind_the_log_make_nothing_pass_again() throws InterruptedException {
        send(Deadlines.set(PROCESS, about, "a", Instant.EPOCH));
        awaitLog("a", SET, PASSED);
        UUID id = Deadlines.id(PROCESS, about, "a");
        Metadata set = log("a").getFirst().metadata();
        // The row as it was before: what an instance sees that looks at the same time as another.
        pool.query(
                        "insert into deadlines.running values ('%s', %d, 'epoch', '%s', '')"
                                .formatted(id, set.lane(), set.id()))
                .execute()
                .await()
                .atMost(AT_MOST);
        Thread.sleep(1_000);
        pool.query("delete from deadlines.running where id = '%s'".formatted(id))
                .execute()
                .await()
                .atMost(AT_MOST);
        awaitLog("a", SET, PASSED);
    }

    private void send(AddressedCommand<?, ?, ?, ?> command) {
        send(List.of(command));
    }

    private void send(List<AddressedCommand<?, ?, ?, ?>> commands) {
        var cause = new Cause("test", "correlation", Uuid7.next().toString(), null);
        dispatch.all(cause, commands, _ -> false).await().atMost(AT_MOST);
    }

    private void awaitLog(String purpose, String... types) {
        await().atMost(AT_MOST)
                .untilAsserted(() -> assertThat(types(purpose)).containsExactly(types));
    }

    private List<String> types(String purpose) {
        return log(purpose).stream().map(each -> each.metadata().type()).toList();
    }

    private List<Recorded> log(String purpose) {
        return RecordedInKafka.of(Deadlines.TYPE.topic(), Deadlines.id(PROCESS, about, purpose));
    }

    private static boolean isOf(List<AddressedCommand<?, ?, ?, ?>> commands, Recorded each) {
        return commands.stream()
                .anyMatch(command -> command.streamId().equals(each.metadata().streamId()));
    }
}
