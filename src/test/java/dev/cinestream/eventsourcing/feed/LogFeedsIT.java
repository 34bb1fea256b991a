package dev.cinestream.eventsourcing.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.Seeded;
import dev.cinestream.eventsourcing.command.Aggregates;
import dev.cinestream.eventsourcing.feed.FeedItem.Ended;
import dev.cinestream.eventsourcing.feed.FeedItem.Happened;
import dev.cinestream.eventsourcing.feed.FeedItem.Why;
import dev.cinestream.eventsourcing.feed.FeedRefusedException.Kind;
import dev.cinestream.eventsourcing.handmade.HandmadeLog;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.log.Recorded;
import dev.cinestream.eventsourcing.log.Uuid7;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Feeds of a real log, from several instances (CS-2, CS-8): nothing lost, nothing doubled, whoever stops or starts.
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class LogFeedsIT {

    @Inject Aggregates aggregates;
    @Inject HandmadeLog log;

    private final Map<UUID, Metadata> lastOf = new HashMap<>();
    private final List<LogFeeds> instances = new ArrayList<>();

    @Test
    void a_repeat_in_the_log_is_told_once_even_to_one_who_comes_back_before_it() {
        UUID stream = Uuid7.next();
        Recorded first = next(stream);
        Recorded second = next(stream);
        Recorded third = next(stream);
        try (var follower = new FollowerOf(instance(100), null)) {
            follower.quiet();
            log.send(first, second);
            List<Happened> seen = follower.happened(2);
            log.send(first, second, third, first);
            assertThat(ids(follower.happened(1))).containsExactly(id(third));
            for (var instance : List.of(instance(100), instance(1))) {
                try (var back = new FollowerOf(instance, seen.getFirst().position())) {
                    assertThat(ids(back.happened(2))).containsExactly(id(second), id(third));
                }
            }
        }
    }

    @Test
    void whoever_goes_on_after_what_it_saw_sees_each_event_once_on_any_instance() {
        Seeded.forSeeds(
                2,
                seeded -> {
                    List<UUID> streams = List.of(Uuid7.next(), Uuid7.next(), Uuid7.next());
                    List<UUID> sent = new ArrayList<>();
                    List<Happened> seen = new ArrayList<>();
                    var instances = List.of(instance(8), instance(64), instance(4096));
                    String position = begin(instances.getFirst());
                    for (int round = 0; round < 8; round++) {
                        sent.addAll(sendSome(streams, seeded));
                        int take = seeded.below(sent.size() - seen.size() + 1);
                        var instance =
                                seeded.oneIn(4)
                                        ? instance(8)
                                        : seeded.oneOf(instances.toArray(LogFeeds[]::new));
                        try (var follower = new FollowerOf(instance, position)) {
                            seen.addAll(follower.happened(take));
                            position = follower.position();
                        }
                    }
                    try (var follower = new FollowerOf(instances.getLast(), position)) {
                        seen.addAll(follower.happened(sent.size() - seen.size()));
                    }
                    assertThat(ids(seen)).containsExactlyInAnyOrderElementsOf(sent);
                    for (UUID stream : streams) {
                        assertThat(seen)
                                .filteredOn(each -> each.metadata().streamId().equals(stream))
                                .extracting(each -> each.metadata().revision())
                                .isSorted();
                    }
                });
    }

    @Test
    void one_who_is_too_slow_is_told_so_after_what_it_was_handed_and_loses_nothing() {
        UUID stream = Uuid7.next();
        List<UUID> sent = new ArrayList<>();
        LogFeeds instance = instance(20);
        String position;
        List<UUID> seen;
        try (var slow = new FollowerOf(instance, null);
                var quick = new FollowerOf(instance, null)) {
            slow.quiet();
            quick.quiet();
            for (int i = 0; i < 15; i++) {
                sent.addAll(send(stream, 10));
                assertThat(ids(quick.happened(10))).hasSize(10);
            }
            List<FeedItem> handed = slow.rest();
            assertThat(handed.getLast()).isInstanceOf(Ended.class);
            assertThat(((Ended) handed.getLast()).why()).isEqualTo(Why.TOO_SLOW);
            assertThat(handed).as("no more is held for it than is kept anyway").hasSizeLessThan(22);
            seen = new ArrayList<>(ids(happened(handed)));
            position = ((Ended) handed.getLast()).position();
        }
        try (var back = new FollowerOf(instance, position)) {
            seen.addAll(ids(back.happened(150 - seen.size())));
        }
        assertThat(seen).containsExactlyElementsOf(sent);
    }

    @Test
    void one_who_takes_nothing_at_all_is_cut_off_and_leaves_its_place() throws Exception {
        var instance = instance(new Settings(100, 1, 300, 60_000));
        var cutOff = new CountDownLatch(1);
        instance.follow(HandmadeLog.HANDMADE, null, cutOff::countDown).await().indefinitely();
        assertThatThrownBy(() -> new FollowerOf(instance, null))
                .isInstanceOfSatisfying(
                        FeedRefusedException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BUSY));
        assertThat(cutOff.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 3; i++) {
            new FollowerOf(instance, null).close();
        }
    }

    @Test
    void a_quiet_feed_says_that_it_is_alive_and_a_stopping_one_that_it_ends() throws Exception {
        var instance = instance(new Settings(100, 10, 60_000, 100));
        try (var follower = new FollowerOf(instance, null)) {
            follower.quiet();
            follower.quiet();
            follower.quiet();
            instance.stop();
            assertThat(follower.rest().getLast())
                    .isInstanceOfSatisfying(
                            Ended.class, end -> assertThat(end.why()).isEqualTo(Why.STOPPING));
        }
    }

    @Test
    void a_position_beyond_the_end_is_of_another_log() {
        var position = FeedPosition.begin(aggregates.lanes());
        position.seek(3, 1L << 40);
        assertThatThrownBy(() -> new FollowerOf(instance(10), position.toString()))
                .isInstanceOfSatisfying(
                        FeedRefusedException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.BAD_POSITION));
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (LogFeeds each : instances) {
            each.stop();
        }
    }

    private LogFeeds instance(int kept) {
        return instance(new Settings(kept, 1_000, 60_000, 60_000));
    }

    private LogFeeds instance(Settings settings) {
        Map<String, Object> kafka = Map.of("bootstrap.servers", EmbeddedParts.kafkaBootstrap());
        var instance = new LogFeeds(aggregates, kafka, settings);
        instances.add(instance);
        return instance;
    }

    private static String begin(LogFeeds instance) {
        try (var follower = new FollowerOf(instance, null)) {
            return follower.quiet().position();
        }
    }

    private List<UUID> sendSome(List<UUID> streams, Seeded seeded) {
        List<UUID> sent = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sent.addAll(send(seeded.oneOf(streams.toArray(UUID[]::new)), seeded.below(10)));
        }
        return sent;
    }

    /// Some of them twice, as a relay that was taken over does.
    private List<UUID> send(UUID stream, int count) {
        List<Recorded> records = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(next(stream));
            ids.add(id(records.getLast()));
        }
        log.send(records.toArray(Recorded[]::new));
        log.send(records.subList(count / 2, count).toArray(Recorded[]::new));
        return ids;
    }

    private Recorded next(UUID stream) {
        Recorded next =
                log.next(
                        HandmadeLog.HANDMADE,
                        stream,
                        lastOf.get(stream),
                        "test.counter-raised.v2",
                        "{\"by\":1,\"filler\":\"\"}");
        lastOf.put(stream, next.metadata());
        return next;
    }

    private static UUID id(Recorded recorded) {
        return recorded.metadata().id();
    }

    private static List<UUID> ids(List<Happened> happened) {
        return happened.stream().map(each -> each.metadata().id()).toList();
    }

    private static List<Happened> happened(List<FeedItem> items) {
        return items.stream().filter(Happened.class::isInstance).map(Happened.class::cast).toList();
    }

    private record Settings(
            int keptEvents, int maxFollowers, long stalledAfterMillis, long heartbeatMillis)
            implements FeedConfig {
        @Override
        public int readers() {
            return 2;
        }
    }
}
