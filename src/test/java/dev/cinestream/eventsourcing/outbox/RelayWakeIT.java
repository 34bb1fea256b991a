package dev.cinestream.eventsourcing.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.EngineConfig;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandContext;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.eventsourcing.counter.Counter;
import dev.cinestream.eventsourcing.log.LogLayout;
import dev.cinestream.eventsourcing.log.Uuid7;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.junit.jupiter.api.Test;

/// What one instance commits for lane groups that another relays is sent at once, not when that one looks again (CS-6).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class RelayWakeIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);

    @Inject CommandBus bus;
    @Inject LogLayout layout;
    @Inject Pool pool;

    @Test
    void a_relay_that_hardly_ever_looks_sends_what_others_commit_at_once()
            throws InterruptedException {
        OutboxRelay other =
                new OutboxRelay(
                        pool,
                        looking(Duration.ofMinutes(10)),
                        layout,
                        Map.of("bootstrap.servers", EmbeddedParts.kafkaBootstrap()),
                        new SimpleMeterRegistry());
        other.start();
        try {
            await().atMost(AT_MOST).until(() -> other.groups() == 8);
            Thread.sleep(1_000); // its first look is over
            Instant began = Instant.now();
            for (int i = 0; i < 64; i++) { // meets each group, nearly
                raise().await().atMost(AT_MOST);
            }
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(15));
        } finally {
            other.stop();
        }
    }

    @Test
    void a_notification_is_heard_by_whoever_listens() throws InterruptedException {
        Set<Integer> heard = new CopyOnWriteArraySet<>();
        RelayWake listener = new RelayWake(pool, heard::add);
        RelayWake teller = new RelayWake(pool, _ -> {});
        listener.listen();
        Thread.sleep(500);
        try {
            teller.tell(List.of(3, 7));
            teller.tell(List.of(11));
            await().atMost(AT_MOST).untilAsserted(() -> assertThat(heard).contains(3, 7, 11));
        } finally {
            listener.stop();
        }
    }

    @Test
    void a_listener_whose_connection_breaks_listens_on_another() throws InterruptedException {
        Set<Integer> heard = new CopyOnWriteArraySet<>();
        RelayWake listener = new RelayWake(pool, heard::add);
        listener.listen();
        Thread.sleep(500);
        try {
            pool.query(
                            "select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen cinestream_outbox'")
                    .execute()
                    .await()
                    .atMost(AT_MOST);
            RelayWake teller = new RelayWake(pool, _ -> {});
            await().atMost(AT_MOST)
                    .untilAsserted(() -> {
                        teller.tell(List.of(5));
                        assertThat(heard).contains(5);
                    });
        } finally {
            listener.stop();
        }
    }

    private io.smallrye.mutiny.Uni<?> raise() {
        String id = Uuid7.next().toString();
        return bus.execute(
                Counter.TYPE,
                Uuid7.next(),
                new Counter.Raise(1, ""),
                new CommandContext(id, "f", null, "test", "c", id, null, null, Durability.LOG));
    }

    private static EngineConfig looking(Duration every) {
        return new SmallRyeConfigBuilder()
                .withMapping(EngineConfig.class)
                .withDefaultValue(
                        "cinestream.engine.relay.poll-millis", Long.toString(every.toMillis()))
                .build()
                .getConfigMapping(EngineConfig.class);
    }
}
