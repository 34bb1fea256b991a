package dev.cinestream.eventsourcing.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandContext;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.eventsourcing.counter.Counter;
import dev.cinestream.eventsourcing.handmade.HandmadeLog;
import dev.cinestream.eventsourcing.history.LogIndex;
import dev.cinestream.eventsourcing.integrity.Finding.Kind;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.log.Recorded;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.eventsourcing.projection.Progress;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The running system proves that its log is what was committed, or names what is not (CS-7, CS-8, CS-10).
///
/// Each kind of damage is done in a lane of its own, of a category that nothing else uses.
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class LogScanIT {

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final String BROKEN = HandmadeLog.BROKEN;
    private static final String COUNTER = "test.counter";

    @Inject LogScans scans;
    @Inject LaneNumbers numbers;
    @Inject CommandBus bus;
    @Inject HandmadeLog log;
    @Inject Progress progress;
    @Inject Pool pool;
    @Inject MeterRegistry metrics;

    @Test
    void a_log_that_is_what_was_committed_is_clean() {
        for (int i = 0; i < 50; i++) {
            raise(Uuid7.next());
        }

        ScanReport report = scan(COUNTER);
        assertThat(report.findings()).isEmpty();
        assertThat(report.clean()).isTrue();
        assertThat(report.events()).isGreaterThanOrEqualTo(50);
        assertThat(report.records()).isEqualTo(report.events() + report.repeats());
        assertThat(report.lanesBehind()).isZero();
    }

    @Test
    void a_changed_byte_is_found_and_its_event_named() {
        UUID stream = log.streamIn(1);
        Recorded first = raised(stream, null);
        Recorded second = raised(stream, first);
        Recorded third = raised(stream, second);
        log.send(first, HandmadeLog.changed(second, "{\"by\":9,\"filler\":\"\"}"), third);
        head(third);

        assertThat(found(stream, 1)).containsExactly(Kind.CHANGED);
        Finding finding = finding(Kind.CHANGED, 1);
        assertThat(finding.event()).isEqualTo(second.metadata().id());
        assertThat(finding.revision()).isEqualTo(2);
        assertThat(finding.at()).startsWith("cinestream.test.broken/1@");
        assertThat(
                        metrics.get("cinestream.log.scan.findings")
                                .tag("kind", "changed")
                                .gauge()
                                .value())
                .isPositive();
    }

    @Test
    void a_last_event_that_was_forged_with_its_checksum_is_found_by_the_head() {
        UUID stream = log.streamIn(2);
        Recorded first = raised(stream, null);
        head(first);
        log.send(HandmadeLog.forged(first, "{\"by\":9,\"filler\":\"\"}"));

        assertThat(found(stream, 2)).containsExactly(Kind.HEAD_DIFFERS);
    }

    @Test
    void a_missing_event_is_found_in_its_lane_and_in_its_stream() {
        UUID stream = log.streamIn(3);
        Recorded first = raised(stream, null);
        Recorded lost = raised(stream, first);
        Recorded third = raised(stream, lost);
        log.send(first, third);
        head(third);

        assertThat(found(stream, 3)).containsExactly(Kind.MISSING, Kind.MISSING_IN_STREAM);
        assertThat(finding(Kind.MISSING, 3).sequence()).isEqualTo(lost.metadata().sequence());
        assertThat(finding(Kind.MISSING_IN_STREAM, 3).revision()).isEqualTo(2);
    }

    @Test
    void an_event_lost_at_the_end_is_missing_too() {
        UUID stream = log.streamIn(4);
        Recorded first = raised(stream, null);
        Recorded lost = raised(stream, first);
        log.send(first);
        head(lost);

        assertThat(found(stream, 4)).containsExactly(Kind.MISSING, Kind.HEAD_DIFFERS);
        assertThat(finding(Kind.MISSING, 4).sequence()).isEqualTo(lost.metadata().sequence());
    }

    @Test
    void an_event_that_comes_after_a_later_one_is_reordered_and_not_missing() {
        UUID stream = log.streamIn(5);
        Recorded first = raised(stream, null);
        Recorded second = raised(stream, first);
        Recorded third = raised(stream, second);
        log.send(first, third, second);
        head(third);

        assertThat(found(stream, 5)).containsExactly(Kind.REORDERED);
        assertThat(finding(Kind.REORDERED, 5).event()).isEqualTo(second.metadata().id());
    }

    @Test
    void a_repeat_after_a_takeover_is_counted_and_no_fault() {
        UUID stream = log.streamIn(6);
        Recorded first = raised(stream, null);
        Recorded second = raised(stream, first);
        log.send(first, second, first, second);
        head(second);
        indexed(second);

        ScanReport report = scan(BROKEN);
        assertThat(found(report, stream, 6)).isEmpty();
        assertThat(report.lanes())
                .filteredOn(lane -> lane.lane() == 6)
                .singleElement()
                .satisfies(lane -> assertThat(lane.repeats()).isEqualTo(2));
    }

    @Test
    void a_repeat_with_other_bytes_is_found() {
        UUID stream = log.streamIn(7);
        Recorded first = raised(stream, null);
        log.send(first, HandmadeLog.changed(first, "{\"by\":9,\"filler\":\"\"}"));
        head(first);
        indexed(first);

        assertThat(found(stream, 7)).containsExactly(Kind.FALSE_REPEAT);
    }

    @Test
    void an_event_id_that_is_there_twice_is_found() {
        UUID stream = log.streamIn(8);
        Recorded first = raised(stream, null);
        Recorded twin =
                log.next(
                        first.metadata().id(),
                        BROKEN,
                        stream,
                        first.metadata(),
                        "test.counter-raised.v2",
                        "{\"by\":1,\"filler\":\"\"}");
        log.send(first, twin);
        head(twin);

        assertThat(found(stream, 8)).containsExactly(Kind.DOUBLED);
        assertThat(finding(Kind.DOUBLED, 8).event()).isEqualTo(first.metadata().id());
    }

    @Test
    void what_nobody_committed_is_found() {
        UUID stream = log.streamIn(9);
        Recorded first = raised(stream, null);
        log.send(first, HandmadeLog.moved(first, 9, 1_000_000));
        head(first);

        assertThat(found(stream, 9)).containsExactly(Kind.UNCOMMITTED);
    }

    @Test
    void an_event_in_anothers_lane_and_a_record_that_is_no_event_are_found() {
        UUID stream = log.streamIn(10);
        Recorded first = raised(stream, null);
        log.send(first, HandmadeLog.moved(first, 11, 1));
        log.sendRubbish(BROKEN, 2);
        head(first);

        ScanReport report = scan(BROKEN);
        assertThat(report.findings())
                .filteredOn(f -> stream.equals(f.stream()))
                .extracting(Finding::kind)
                .containsExactly(Kind.MISPLACED);
        assertThat(report.counts()).containsKey(Kind.MALFORMED);
    }

    @Test
    void one_scan_runs_at_a_time_and_ends_when_it_is_cancelled() {
        LogScan first = now(scans.start("ops", List.of()));
        assertThat(first.state()).isEqualTo(LogScan.State.RUNNING);
        assertThatThrownBy(() -> now(scans.start("ops", List.of())))
                .isInstanceOf(LogScans.ScanRunningException.class);

        now(scans.cancel(first.id()));
        assertThat(ended(first.id()).state()).isIn(LogScan.State.CANCELLED, LogScan.State.DONE);
        assertThat(now(scans.latest(1))).extracting(LogScan::id).containsExactly(first.id());
    }

    @Test
    void a_category_that_does_not_exist_cannot_be_scanned() {
        assertThatThrownBy(() -> now(scans.start("ops", List.of("no.such"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void each_lane_says_how_far_every_consumer_is() {
        UUID stream = Uuid7.next();
        var context = context(Durability.LOG);
        now(bus.execute(Counter.TYPE, stream, new Counter.Raise(1, ""), context));

        assertThat(now(numbers.all()))
                .filteredOn(lane -> lane.category().equals(COUNTER))
                .isNotEmpty()
                .allSatisfy(lane -> {
                    assertThat(lane.committed()).isEqualTo(lane.inLog() + lane.inOutbox());
                    assertThat(lane.applied()).containsKeys("counters", LogIndex.CONSUMER);
                });
    }

    private Recorded raised(UUID stream, @Nullable Recorded before) {
        return log.next(
                BROKEN,
                stream,
                before == null ? null : before.metadata(),
                "test.counter-raised.v2",
                "{\"by\":1,\"filler\":\"\"}");
    }

    /// As the commit of this event would leave it.
    private void head(Recorded last) {
        Metadata m = last.metadata();
        now(
                pool.preparedQuery(
                                "insert into engine.head (category, stream_id, revision, checksum, state) values ($1, $2, $3, $4, '{}')")
                        .execute(
                                Tuple.of(
                                        m.category(),
                                        m.streamId(),
                                        m.revision(),
                                        Buffer.buffer(HexFormat.of().parseHex(m.checksum())))));
    }

    private void indexed(Recorded last) {
        now(progress.passed(LogIndex.CONSUMER, last.metadata().token(), AT_MOST).replaceWith(true));
    }

    private List<Kind> found(UUID stream, int lane) {
        return found(scan(BROKEN), stream, lane);
    }

    private static List<Kind> found(ScanReport report, UUID stream, int lane) {
        return report.findings().stream()
                .filter(f -> f.lane() != null && f.lane() == lane)
                .filter(f -> f.stream() == null || f.stream().equals(stream))
                .map(Finding::kind)
                .toList();
    }

    private Finding finding(Kind kind, int lane) {
        return Objects.requireNonNull(now(scans.latest(1)).getFirst().report()).findings().stream()
                .filter(f -> f.kind() == kind && f.lane() != null && f.lane() == lane)
                .findFirst()
                .orElseThrow();
    }

    private ScanReport scan(String category) {
        LogScan scan = ended(now(scans.start("ops", List.of(category))).id());
        assertThat(scan.error()).isNull();
        assertThat(scan.state()).isEqualTo(LogScan.State.DONE);
        assertThat(scan.recordsDone()).isLessThanOrEqualTo(scan.recordsTotal());
        return Objects.requireNonNull(scan.report());
    }

    private LogScan ended(UUID id) {
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        while (true) {
            LogScan scan = now(scans.find(id)).orElseThrow();
            if (scan.state() != LogScan.State.RUNNING) {
                return scan;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the scan did not end: " + scan);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private void raise(UUID stream) {
        now(
                bus.execute(
                        Counter.TYPE,
                        stream,
                        new Counter.Raise(1, ""),
                        context(Durability.COMMIT)));
    }

    private static CommandContext context(Durability durability) {
        String id = "alice:" + Uuid7.next();
        return new CommandContext(
                id, "f", null, "alice", "correlation", id, "because", null, durability);
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(AT_MOST);
    }
}
