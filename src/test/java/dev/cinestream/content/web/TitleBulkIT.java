package dev.cinestream.content.web;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cinestream.EmbeddedParts;
import dev.cinestream.content.web.ChangesFeed.Sent;
import dev.cinestream.eventsourcing.feed.LogFeeds;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.identity.Roles;
import dev.cinestream.platform.identity.TokenVerification;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/// Imports of many lines (CS-2, CS-8): constant memory, a result for each line, and nothing twice however often it is sent.
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class TitleBulkIT {

    private static final int MANY = 20_000;
    private static final long MEGABYTE = 1 << 20;
    private static final int ROUND = 6_000;
    private static final int MOST_ROUNDS = 8;

    @TestHTTPResource URI server;
    @Inject TokenVerification verification;
    @Inject Pool pool;
    @Inject LogFeeds feeds;

    @Test
    void many_lines_have_a_result_each_and_the_same_again_writes_no_event() throws Exception {
        IntFunction<String> lines = drafts(MANY, 100);
        long before = events();
        assertThat(imported(MANY, lines))
                .isEqualTo(Map.of("created", MANY - MANY / 100, "refused", MANY / 100));
        long after = events();
        assertThat(after - before).isEqualTo(MANY - MANY / 100);
        assertThat(imported(MANY, lines))
                .isEqualTo(Map.of("unchanged", MANY - MANY / 100, "refused", MANY / 100));
        assertThat(events()).isEqualTo(after);
    }

    @Test
    void an_import_that_broke_off_is_finished_by_sending_it_again() throws Exception {
        int count = 3_000;
        IntFunction<String> lines = drafts(count, count + 1);
        long before = events();
        CompletableFuture<Void> sending;
        try (var exchange = titles().importing(Roles.EDITOR)) {
            sending = exchange.sending(count, lines);
            for (int i = 0; i < count / 3; i++) {
                exchange.readLine();
            }
        }
        assertThat(sending.handle((_, _) -> true).get(20, SECONDS)).isTrue();
        Map<String, Integer> rest = imported(count, lines);
        assertThat(rest).containsOnlyKeys("created", "unchanged");
        assertThat(rest.get("unchanged")).isBetween(count / 3, count - 1);
        assertThat(imported(count, lines)).isEqualTo(Map.of("unchanged", count));
        assertThat(events() - before).isEqualTo(count);
    }

    @Test
    void a_stream_of_hundreds_of_megabytes_leaves_no_trace_in_memory() throws Exception {
        String bad = "{\"id\":\"" + "x".repeat(20_000) + "\"}";
        long least = Long.MAX_VALUE;
        long most = 0;
        try (var exchange = titles().importing(Roles.EDITOR)) {
            var sending = exchange.sending(MANY, _ -> bad);
            for (int line = 1; line <= MANY; line++) {
                JsonNode result = TitleLines.JSON.readTree(exchange.readLine());
                assertThat(result.get("line").asInt()).isEqualTo(line);
                if (line % 4_000 == 0) {
                    long used = usedHeap();
                    least = Math.min(least, used);
                    most = Math.max(most, used);
                }
            }
            sending.get(20, SECONDS);
            assertThat(exchange.readLine()).isNull();
        }
        assertThat(most - least).isLessThan(100 * MEGABYTE);
    }

    @Test
    void one_who_does_not_read_the_results_is_not_read_from() throws Exception {
        String bad = "{\"id\":\"" + "x".repeat(200) + "\"}";
        var sent = new AtomicLong();
        try (var exchange = titles().importing(Roles.EDITOR)) {
            var sending =
                    exchange.sending(
                            1_000_000,
                            i -> {
                                sent.set(i);
                                return bad;
                            });
            long seen = -1;
            while (sent.get() != seen) {
                seen = sent.get();
                Thread.sleep(Duration.ofSeconds(1));
            }
            assertThat(sending).isNotDone();
            assertThat(seen * bad.length()).isLessThan(64 * MEGABYTE);
        }
    }

    @Test
    void one_who_does_not_read_its_feed_is_dropped_and_goes_on_without_a_loss() throws Exception {
        int count = 0;
        Set<String> seen = new HashSet<>();
        String token = titles().token(Roles.EDITOR);
        String lastId;
        try (var slow = new ChangesFeed(server, token, null)) {
            slow.next();
            // How much the connection holds is the operating system's to say.
            for (int round = 0; feeds.followers() > 0 && round < MOST_ROUNDS; round++) {
                imported(ROUND, drafts(ROUND, ROUND + 1));
                count += ROUND;
            }
            slow.untilItEnds(sent -> assertThat(seen.add(sent.data().toString())).isTrue());
            lastId = slow.lastEventId();
        }
        assertThat(seen).hasSizeLessThan(count);
        try (var back = new ChangesFeed(server, token, lastId)) {
            while (seen.size() < count) {
                Sent sent = back.next();
                if (sent != null && sent.name() != null) {
                    assertThat(seen.add(sent.data().toString())).isTrue();
                }
            }
        }
    }

    private IntFunction<String> drafts(int count, int badEvery) {
        var ids = new UUID[count];
        for (int i = 0; i < count; i++) {
            ids[i] = Uuid7.next();
        }
        return i ->
                (i + 1) % badEvery == 0
                        ? "{\"id\":\"" + ids[i] + "\",\"kind\":\"MOVIE\"}"
                        : TitleLines.movie(ids[i], "Reel " + i)
                                .replace("\"publish\":true", "\"publish\":false");
    }

    /// How many lines ended how; each has its result, in order.
    private Map<String, Integer> imported(int count, IntFunction<String> lines) throws Exception {
        Map<String, Integer> ends = new TreeMap<>();
        try (var exchange = titles().importing(Roles.EDITOR)) {
            var sending = exchange.sending(count, lines);
            for (int line = 1; line <= count; line++) {
                JsonNode result = TitleLines.JSON.readTree(exchange.readLine());
                assertThat(result.get("line").asInt()).isEqualTo(line);
                ends.merge(TitleLines.status(result), 1, Integer::sum);
            }
            assertThat(exchange.readLine()).isNull();
            sending.get(20, SECONDS);
        }
        return ends;
    }

    private long events() {
        return pool.query(
                        "select coalesce(sum(sequence), 0)::bigint from engine.lane where category = 'content.title'")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0))
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private TitleLines titles() {
        return new TitleLines(server, verification);
    }
}
