package dev.cinestream.eventsourcing.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.command.Aggregates;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandContext;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.eventsourcing.command.CommandResult;
import dev.cinestream.eventsourcing.counter.Counter;
import dev.cinestream.eventsourcing.decider.Personal;
import dev.cinestream.eventsourcing.heads.HeadFinding.Kind;
import dev.cinestream.eventsourcing.heads.HeadRun.Mode;
import dev.cinestream.eventsourcing.heads.HeadRun.State;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.eventsourcing.privacy.SubjectKeys;
import dev.cinestream.eventsourcing.rebuild.Counters;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Heads are a cache of the log: whatever happens to them, the log makes them right again, while commands go on (CS-7,
/// CS-10).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class HeadRebuildIT {

    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final String CATEGORY = Counter.TYPE.category();

    @Inject Heads heads;
    @Inject Counters counters;
    @Inject CommandBus bus;
    @Inject Aggregates aggregates;
    @Inject SubjectKeys keys;
    @Inject Pool pool;

    @Test
    void lost_and_wrong_heads_are_found_and_made_right_while_commands_go_on()
            throws InterruptedException {
        UUID whole = counters.raise(1, 4);
        UUID lost = counters.raise(2, 4);
        UUID wrong = counters.raise(3, 4);
        UUID behind = counters.raise(4, 4);
        UUID ahead = counters.raise(5, 4);
        UUID changed = counters.raise(6, 4);
        UUID invented = Uuid7.next();
        run("delete from engine.head where stream_id = $1", lost);
        run("update engine.head set state = '{\"value\":999}' where stream_id = $1", wrong);
        run("update engine.head set revision = 3 where stream_id = $1", behind);
        run("update engine.head set revision = 9 where stream_id = $1", ahead);
        run("update engine.head set checksum = '\\x00' where stream_id = $1", changed);
        run(
                "insert into engine.head select category, $1, revision, checksum, state from engine.head where stream_id = '"
                        + whole
                        + "'",
                invented);
        Map<UUID, Kind> expected =
                Map.of(
                        lost, Kind.MISSING,
                        wrong, Kind.STATE,
                        behind, Kind.BEHIND,
                        ahead, Kind.AHEAD,
                        changed, Kind.CHECKSUM,
                        invented, Kind.AHEAD);

        try (var going = counters.keepRaising()) {
            assertThat(byStream(finished(Mode.VERIFY))).isEqualTo(expected);
            HeadReport rebuilt = finished(Mode.REBUILD);
            assertThat(byStream(rebuilt)).isEqualTo(expected);
            assertThat(rebuilt.written()).isEqualTo(expected.size());
            HeadReport after = finished(Mode.REBUILD);
            assertThat(after.clean()).as("%s", after).isTrue();
            assertThat(after.written()).isZero();
            assertThat(going.stop()).isPositive();
        }
        assertThat(finished(Mode.VERIFY).clean()).isTrue();
        counters.raise(lost, 1);
        counters.raise(behind, 1);
        counters.raise(ahead, 1);
        assertThat(List.of(value(lost), value(behind), value(ahead))).containsExactly(9L, 17L, 21L);
        assertThat(counters.value(behind)).isEqualTo(17);
        assertThat(finished(Mode.VERIFY).clean()).isTrue();
    }

    @Test
    void what_a_process_remembers_of_a_wrong_head_is_void_after_a_rebuild() {
        UUID stream = counters.raise(3, 2);
        run("update engine.head set state = '{\"value\":999}' where stream_id = $1", stream);
        run(
                "update engine.lane_group set heads_rebuilt = heads_rebuilt + 1 where $1::uuid is not null",
                stream);
        counters.raise(stream, 1);
        assertThat(value(stream)).isEqualTo(1000);

        HeadReport rebuilt = finished(Mode.REBUILD, aggregates.lanes().laneOf(stream));
        assertThat(byStream(rebuilt)).containsEntry(stream, Kind.STATE);
        counters.raise(stream, 1);
        assertThat(value(stream)).isEqualTo(8);
    }

    @Test
    void a_lane_counter_older_than_the_log_is_raised() {
        UUID stream = counters.raise(3, 2);
        int lane = aggregates.lanes().laneOf(stream);
        long sequence = sequence(lane);
        run(
                "update engine.lane set sequence = 1 where category = 'test.counter' and lane = "
                        + lane
                        + " and $1::uuid is not null",
                stream);

        HeadReport rebuilt = finished(Mode.REBUILD, lane);
        assertThat(rebuilt.findings())
                .contains(new HeadFinding(Kind.LANE_BEHIND, lane, null, 1, sequence));
        assertThat(sequence(lane)).isEqualTo(sequence);
        counters.raise(stream, 1);
        assertThat(counters.value(stream)).isEqualTo(7);
    }

    @Test
    void memory_for_a_few_streams_only_gives_the_same_report() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            counters.raiseUnseen(Uuid7.next(), 1);
        }
        UUID lost = counters.raise(2, 4);
        run("delete from engine.head where stream_id = $1", lost);
        Function<LaneReader, HeadCheck.Pulse> quiet = _ -> _ -> {};
        HeadReport whole = heads.check(Mode.VERIFY, Counter.TYPE, List.of(), 1 << 26, quiet);
        HeadReport sliced = heads.check(Mode.VERIFY, Counter.TYPE, List.of(), 6_000, quiet);
        assertThat(sliced).isEqualTo(whole);
        assertThat(byStream(whole)).containsEntry(lost, Kind.MISSING);
        finished(Mode.REBUILD);
    }

    @Test
    void a_person_is_as_blank_in_the_log_as_in_the_head() {
        UUID person = Uuid7.next();
        UUID stream = counters.raise(1, 1);
        sign(stream, Personal.of(person, "Alice"));
        assertThat(finished(Mode.VERIFY).clean()).isTrue();
        keys.erase(person).await().atMost(AT_MOST);
        assertThat(finished(Mode.VERIFY).clean()).isTrue();
        run("delete from engine.head where stream_id = $1", stream);
        assertThat(byStream(finished(Mode.REBUILD))).containsEntry(stream, Kind.MISSING);
        assertThat(finished(Mode.VERIFY).clean()).isTrue();
    }

    @Test
    void one_runs_at_a_time_and_a_cancelled_one_says_so() {
        var holding = pool.getConnection().await().atMost(AT_MOST);
        holding.query("begin; select 1 from engine.lane_group for update")
                .execute()
                .await()
                .atMost(AT_MOST);
        try {
            start(Mode.VERIFY);
            assertThatThrownBy(() -> start(Mode.REBUILD))
                    .isInstanceOf(Heads.RunningException.class);
            HeadRun cancelled = heads.cancel(CATEGORY).await().atMost(AT_MOST).orElseThrow();
            assertThat(cancelled.state()).isEqualTo(State.CANCELLED);
        } finally {
            holding.query("rollback").execute().await().atMost(AT_MOST);
            holding.close().await().atMost(AT_MOST);
        }
        assertThat(finished(Mode.VERIFY).clean()).isTrue();
    }

    private void sign(UUID stream, Personal name) {
        String id = "alice:" + Uuid7.next();
        var context =
                new CommandContext(
                        id, "f", null, "alice", "correlation", id, null, null, Durability.LOG);
        var result =
                bus.execute(Counter.TYPE, stream, new Counter.Sign(name), context)
                        .await()
                        .atMost(AT_MOST);
        assertThat(result).isInstanceOf(CommandResult.Committed.class);
    }

    private HeadRun start(Mode mode, Integer... lanes) {
        return heads.start(mode, CATEGORY, List.of(lanes), "alice", "test").await().atMost(AT_MOST);
    }

    private HeadReport finished(Mode mode, Integer... lanes) {
        HeadRun run = start(mode, lanes);
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        while (run.state() == State.RUNNING && System.nanoTime() < deadline) {
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            run = heads.status(CATEGORY).await().atMost(AT_MOST).orElseThrow();
        }
        assertThat(run.state()).as("%s", run).isEqualTo(State.DONE);
        return Objects.requireNonNull(run.report());
    }

    private static Map<UUID, Kind> byStream(HeadReport report) {
        return report.findings().stream()
                .filter(each -> each.stream() != null)
                .collect(
                        Collectors.toMap(
                                each -> Objects.requireNonNull(each.stream()), HeadFinding::kind));
    }

    private long value(UUID stream) {
        return number(
                "select (convert_from(state, 'UTF8')::jsonb ->> 'value')::bigint from engine.head where stream_id = '"
                        + stream
                        + "'");
    }

    private long sequence(int lane) {
        return number(
                "select sequence from engine.lane where category = 'test.counter' and lane = "
                        + lane);
    }

    private long number(String sql) {
        return pool.query(sql).execute().await().atMost(AT_MOST).iterator().next().getLong(0);
    }

    private void run(String sql, UUID stream) {
        pool.preparedQuery(sql).execute(Tuple.of(stream)).await().atMost(AT_MOST);
    }
}
