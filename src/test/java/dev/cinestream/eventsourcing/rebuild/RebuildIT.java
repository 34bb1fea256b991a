package dev.cinestream.eventsourcing.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.EngineConfig;
import dev.cinestream.eventsourcing.counter.CounterProjection;
import dev.cinestream.eventsourcing.projection.BatchWriter;
import dev.cinestream.eventsourcing.projection.Decoder;
import dev.cinestream.eventsourcing.projection.Projections;
import dev.cinestream.eventsourcing.quarantine.Quarantine;
import dev.cinestream.eventsourcing.rebuild.RebuildStatus.Phase;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A projection rebuilt beside the generation that serves, whatever happens meanwhile (CS-7, CS-9).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class RebuildIT {

    private static final Duration AT_MOST = Duration.ofSeconds(30);

    @Inject Rebuilds rebuilds;
    @Inject Counters counters;
    @Inject CounterProjection projection;
    @Inject Pool pool;
    @Inject Projections projections;
    @Inject LogConsumers readers;
    @Inject Decoder decoder;
    @Inject BatchWriter writer;
    @Inject EngineConfig config;
    @Inject Quarantine quarantine;

    /// Parked streams of other tests are applied by a rebuild, and so would differ.
    @BeforeEach
    void healthy() {
        projection.cure(true);
        rebuild("clean");
    }

    @AfterEach
    void asItWas() {
        projection.beforeNext(Uni.createFrom().voidItem());
        projection.failNext(new UUID(0, 0));
        projection.cure(false);
    }

    @Test
    void a_rebuild_gives_the_same_rows_while_commands_go_on() throws InterruptedException {
        UUID stream = counters.raise(3, 100);
        long generation = generation();
        try (var going = counters.keepRaising()) {
            RebuildStatus done = rebuild("test");
            assertThat(done.phase()).isEqualTo(Phase.DONE);
            assertThat(done.percent()).isEqualTo(100);
            assertThat(done.startedBy()).isEqualTo("alice");
            assertThat(Objects.requireNonNull(done.compared())).isEqualTo(equal(done));
            assertThat(going.stop()).isPositive();
        }
        assertThat(generation()).isEqualTo(generation + 1);
        assertThat(counters.value(stream)).isEqualTo(300);
        assertThat(counters.differences()).isZero();
    }

    @Test
    void a_wrong_row_of_the_serving_generation_is_found_and_gone() {
        UUID stream = counters.raise(5, 2);
        counters.tamper(stream, 11);
        RebuildStatus done = rebuild("a customer complains");
        Comparison compared = Objects.requireNonNull(done.compared());
        assertThat(compared.isEqual()).isFalse();
        assertThat(compared.tables())
                .singleElement()
                .matches(table -> table.onlyServing() == 1 && table.onlyNext() == 1);
        assertThat(counters.value(stream)).isEqualTo(10);
    }

    @Test
    void a_rebuild_that_cannot_apply_what_serves_fails_and_leaves_the_serving_one_untouched() {
        UUID stream = counters.raise(4, 2);
        long generation = generation();
        projection.failNext(stream);
        RebuildStatus ended = rebuild("test");

        assertThat(ended.phase()).isEqualTo(Phase.FAILED);
        assertThat(ended.error()).contains("cannot apply");
        assertThat(generation()).isEqualTo(generation);
        assertThat(counters.value(stream)).isEqualTo(8);
        assertThat(leftovers()).isZero();
        counters.raise(stream, 1);
        assertThat(counters.value(stream)).isEqualTo(9);
    }

    @Test
    void an_event_that_support_discarded_stays_out_of_the_next_generation() {
        projection.cure(false);
        UUID stream = counters.raise(1, 1);
        counters.raise(stream, CounterProjection.POISON);
        counters.raise(stream, 2);
        quarantine.discard("counters", stream, "olga", "typed by mistake").await().atMost(AT_MOST);
        projection.cure(true);
        RebuildStatus done = rebuild("test");

        assertThat(Objects.requireNonNull(done.compared())).isEqualTo(equal(done));
        assertThat(counters.value(stream)).isEqualTo(3);
    }

    @Test
    void a_cancelled_rebuild_leaves_nothing_and_another_may_begin() {
        UUID stream = counters.raise(1, 3);
        long generation = generation();
        var gate = held();
        rebuilds.start("counters", "alice", "test").await().atMost(AT_MOST);
        assertThatThrownBy(() -> rebuilds.start("counters", "bob", "too").await().atMost(AT_MOST))
                .isInstanceOf(Rebuilds.RunningException.class);
        gate.complete(null);
        RebuildStatus ended = rebuilds.cancel("counters").await().atMost(AT_MOST).orElseThrow();

        assertThat(ended.phase()).isIn(Phase.CANCELLED, Phase.DONE);
        if (ended.phase() == Phase.CANCELLED) {
            assertThat(generation()).isEqualTo(generation);
            assertThat(leftovers()).isZero();
        }
        rebuild("again");
        assertThat(counters.value(stream)).isEqualTo(3);
    }

    @Test
    void a_rebuild_whose_instance_ends_is_resumed_by_another() throws InterruptedException {
        UUID stream = counters.raise(7, 10);
        rebuilds.worker().stop();
        var first = worker();
        var second = worker();
        var gate = held();
        try {
            first.start(Uni.createFrom().voidItem());
            rebuilds.start("counters", "alice", "test").await().atMost(AT_MOST);
            Thread.sleep(500);
            first.stop();
            assertThat(status().phase()).isEqualTo(Phase.LOADING);
            second.start(Uni.createFrom().voidItem());
            gate.complete(null);
            assertThat(finished().phase()).isEqualTo(Phase.DONE);
        } finally {
            first.stop();
            second.stop();
            rebuilds.worker().start(Uni.createFrom().voidItem());
        }
        assertThat(counters.value(stream)).isEqualTo(70);
        assertThat(counters.differences()).isZero();
    }

    @Test
    void code_of_a_newer_version_rebuilds_and_waits_for_it() {
        UUID stream = counters.raise(2, 2);
        run("update engine.projection set version = 0 where name = 'counters'");
        counters.raiseUnseen(stream, 5);
        rebuilds.startOutdated().await().atMost(AT_MOST);
        RebuildStatus done = finished();

        assertThat(done.phase()).isEqualTo(Phase.DONE);
        assertThat(done.startedBy()).isEqualTo("system:start");
        assertThat(Objects.requireNonNull(done.compared()).leftOut()).contains("version 0");
        assertThat(number("select version from engine.projection where name = 'counters'")).isOne();
        counters.raise(stream, 1);
        assertThat(counters.value(stream)).isEqualTo(10);
    }

    private static Comparison equal(RebuildStatus done) {
        Comparison compared = Objects.requireNonNull(done.compared());
        long rows = compared.tables().getFirst().servingRows();
        return new Comparison(
                null, java.util.List.of(new Comparison.Table("\"counter\"", rows, rows, 0, 0)));
    }

    private CompletableFuture<Void> held() {
        var gate = new CompletableFuture<Void>();
        projection.beforeNext(Uni.createFrom().completionStage(gate));
        return gate;
    }

    private RebuildWorker worker() {
        return new RebuildWorker(pool, projections, readers, decoder, writer, config);
    }

    private RebuildStatus rebuild(String reason) {
        rebuilds.start("counters", "alice", reason).await().atMost(AT_MOST);
        return finished();
    }

    private RebuildStatus finished() {
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        while (!status().phase().isOver() && System.nanoTime() < deadline) {
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
        assertThat(status().phase().isOver()).as("%s", status()).isTrue();
        return status();
    }

    private RebuildStatus status() {
        return rebuilds.status("counters").await().atMost(AT_MOST).orElseThrow();
    }

    private long leftovers() {
        return number("select count(*) from engine.inbox where consumer = 'counters_next'")
                + number(
                        "select count(*) from engine.quarantine_stream where consumer = 'counters_next'")
                + number("select count(*) from pg_namespace where nspname = 'counters_next'");
    }

    private long generation() {
        return number("select generation from engine.projection where name = 'counters'");
    }

    private long number(String sql) {
        return pool.query(sql).execute().await().atMost(AT_MOST).iterator().next().getLong(0);
    }

    private void run(String sql) {
        pool.query(sql).execute().await().atMost(AT_MOST);
    }
}
