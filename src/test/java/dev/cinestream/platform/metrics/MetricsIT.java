package dev.cinestream.platform.metrics;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandContext;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.eventsourcing.counter.Counter;
import dev.cinestream.eventsourcing.counter.CounterProjection;
import dev.cinestream.eventsourcing.log.Uuid7;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The engine in numbers, with units and few series (CS-10).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class MetricsIT {

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final Pattern AN_ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-");

    @Inject CommandBus bus;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cinestream_outbox_waiting_events",
                "cinestream_outbox_waiting_size_bytes",
                "cinestream_outbox_depth_transactions",
                "cinestream_outbox_age_seconds",
                "cinestream_outbox_disk_bytes",
                "cinestream_lane_lag_events{category=\"test.counter\"}",
                "cinestream_relay_orphans_groups",
                "cinestream_relay_groups",
                "cinestream_relay_sent_events_total",
                "cinestream_relay_failures_total",
                "cinestream_instances",
                "cinestream_consumer_lag_events{consumer=\"counters\"}",
                "cinestream_consumer_delay_seconds{consumer=\"counters\"}",
                "cinestream_consumer_stopped_lanes{consumer=\"counters\"}",
                "cinestream_quarantine_size_streams{consumer=\"counters\"}",
                "cinestream_quarantine_waiting_events{consumer=\"counters\"}",
                "cinestream_consumer_latency_seconds_count{consumer=\"counters\"}",
                "cinestream_consumer_events_total{consumer=\"counters\"}",
                "cinestream_deadlines_due_deadlines",
                "cinestream_deadlines_late_seconds",
                "cinestream_command_queued_commands",
                "cinestream_command_batch_size_commands_count",
                "cinestream_look_age_seconds"
            })
    void it_is_measured(String series) {
        execute(new Counter.Raise(1, ""));
        await().atMost(AT_MOST).untilAsserted(() -> assertThat(value(series)).isNotNegative());
    }

    @Test
    void commands_are_timed_by_category_and_by_how_they_ended() {
        String committed =
                "cinestream_command_seconds_count{category=\"test.counter\",result=\"committed\"}";
        String rejected =
                "cinestream_command_seconds_count{category=\"test.counter\",result=\"rejected\"}";
        execute(new Counter.Raise(1, ""));
        execute(new Counter.Raise(Counter.LIMIT + 1, ""));
        double committedBefore = value(committed);
        double rejectedBefore = value(rejected);

        execute(new Counter.Raise(1, ""));
        execute(new Counter.Raise(Counter.LIMIT + 1, ""));

        assertThat(value(committed)).isEqualTo(committedBefore + 1);
        assertThat(value(rejected)).isEqualTo(rejectedBefore + 1);
        assertThat(get("/q/metrics").asString())
                .contains("cinestream_command_seconds_bucket{category=\"test.counter\"");
    }

    @Test
    void a_stream_in_quarantine_is_counted() {
        String series = "cinestream_quarantine_size_streams{consumer=\"counters\"}";
        await().atMost(AT_MOST).untilAsserted(() -> assertThat(value(series)).isNotNegative());
        double before = value(series);

        execute(new Counter.Raise(CounterProjection.POISON, ""));

        await().atMost(AT_MOST)
                .untilAsserted(() -> assertThat(value(series)).isEqualTo(before + 1));
    }

    @Test
    void each_of_ours_says_what_it_is_and_none_is_of_a_single_thing() {
        List<String> ours =
                get("/q/metrics")
                        .asString()
                        .lines()
                        .filter(line -> line.contains("cinestream_"))
                        .toList();
        assertThat(ours).noneMatch(line -> AN_ID.matcher(line).find());
        assertThat(ours).filteredOn(line -> line.startsWith("# HELP")).allMatch(MetricsIT::says);
    }

    @Test
    void what_tells_of_one_connection_only_is_not_measured() {
        assertThat(get("/q/metrics").asString())
                .doesNotContain("postgresql_queue_size", "postgresql_current")
                .contains("sql_pool");
    }

    private static boolean says(String help) {
        return help.strip().split(" ").length > 3;
    }

    private static double value(String series) {
        return get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(series + " ") || line.startsWith(series + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private void execute(Counter.Command command) {
        String id = "alice:" + Uuid7.next();
        var context =
                new CommandContext(
                        id, "f", null, "alice", "correlation", id, null, null, Durability.COMMIT);
        bus.execute(Counter.TYPE, Uuid7.next(), command, context).await().atMost(AT_MOST);
    }
}
