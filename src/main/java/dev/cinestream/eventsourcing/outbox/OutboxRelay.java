package dev.cinestream.eventsourcing.outbox;

import dev.cinestream.eventsourcing.EngineConfig;
import dev.cinestream.eventsourcing.log.LogClients;
import dev.cinestream.eventsourcing.log.LogLayout;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.log.RecordFormat;
import dev.cinestream.eventsourcing.log.Recorded;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Moves events from the outbox to Kafka, in order, each lane group by the one instance that holds its lease.
///
/// Order and no holes: rows of a group are numbered in commit order and fetched without a gap; the producer is idempotent
/// and never gives a record up while later ones could pass it (no delivery timeout). A takeover starts after the last
/// sequence found in Kafka. A paused old owner may still send what it holds, so the log can have a repeat, which every inbox
/// skips; never a hole, nor another order of first occurrences.
///
/// What this process commits is handed over in memory; Postgres is read for what others commit (who say so by [RelayWake]), for
/// what was missed, and after a takeover.
///
/// Thread contract: everything but [#committed] and [#passed] happens on the relay's own thread, which may block.
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final Duration SQL_AT_MOST = Duration.ofSeconds(2);
    private static final Duration RETRY_AFTER = Duration.ofMillis(250);

    /// Commits of this process are heard of out of order, but soon; what is still missing then is another's.
    private static final Duration HEARD_OF_WITHIN = Duration.ofMillis(5);

    private static final long A_MOMENT = Duration.ofMillis(1).toNanos();
    private static final long MOST_BYTES_IN_FLIGHT = 32L << 20;
    private static final long MOST_BYTES_FETCHED = 16L << 20;

    /// A plan is kept for as long as its connection: one made while the outbox was empty would sort a full one.
    private static final String BEGIN_FETCH =
            "begin read only; set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off";

    private static final String FETCH =
            """
            select k.group_no, o.position, o.events
            from unnest($1::smallint[], $2::bigint[]) as k(group_no, position)
            cross join lateral (
                select position, events, sum(octet_length(events)) over (order by position) - octet_length(events) as bytes_before
                from (
                    select position, events from engine.outbox
                    where group_no = k.group_no and position > k.position order by position limit $3) n) o
            where o.bytes_before < $4\
            """;

    private final Pool pool;
    private final LogLayout layout;
    private final int laneGroups;
    private final EngineConfig.Relay config;
    private final Map<String, Object> kafka;
    private final RelayLeases leases;
    private final OutboxRing ring;
    private final LogWaiters waiters;
    private final RelayWake others;
    private final CommittedRows committed = new CommittedRows();
    private final Map<Integer, RelayedGroup> groups = new ConcurrentHashMap<>();
    private final java.util.concurrent.atomic.AtomicLong bytesInFlight =
            new java.util.concurrent.atomic.AtomicLong();
    private final Counter sent;
    private final Counter failures;
    private final String instanceId = UUID.randomUUID().toString();
    private volatile boolean running;
    private volatile boolean woken;
    private volatile boolean heardOfRows;
    private @Nullable Thread thread;
    private long leaseValidUntil;
    private long nextRenewal;
    private long nextConfirm;
    private long nextFetch;
    private long nextTurn;

    public OutboxRelay(
            Pool pool,
            EngineConfig config,
            LogLayout layout,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            MeterRegistry registry) {
        this.pool = pool;
        this.layout = layout;
        this.laneGroups = config.laneGroups();
        this.config = config.relay();
        this.kafka = kafka;
        this.leases = new RelayLeases(pool, instanceId, this.config.leaseMillis());
        this.ring = new OutboxRing(pool, this.config.rotateMillis());
        this.waiters = new LogWaiters(pool);
        this.others = new RelayWake(pool, this::heardOf);
        this.sent =
                Counter.builder("cinestream.relay.sent")
                        .baseUnit("events")
                        .description("Events acknowledged by Kafka")
                        .register(registry);
        this.failures =
                Counter.builder("cinestream.relay.failures")
                        .description("Sends and steps of the relay that failed")
                        .register(registry);
        Gauge.builder("cinestream.relay.groups", groups, Map::size)
                .description("Lane groups relayed by this instance")
                .register(registry);
    }

    /// This process among the instances of the cluster.
    public String instanceId() {
        return instanceId;
    }

    /// A transaction of this process committed these rows. Cheap; from any thread.
    public void committed(List<OutboxRow> rows) {
        if (running) {
            rows.forEach(committed::add);
            wake();
        }
    }

    /// Another process committed rows of this group.
    private void heardOf(int group) {
        if (groups.containsKey(group)) {
            heardOfRows = true;
            wake();
        }
    }

    private void wake() {
        woken = true;
        LockSupport.unpark(thread);
    }

    /// Succeeds once Kafka has the outbox row; fails when that takes too long.
    public Uni<Void> passed(int group, long position) {
        return waiters.passed(group, position);
    }

    /// Whether it relays, or is not meant to.
    public boolean isAlive() {
        Thread relaying = thread;
        return !config.enabled() || (relaying != null && relaying.isAlive());
    }

    /// Lane groups this instance relays now.
    public int groups() {
        return groups.size();
    }

    /// Begins relaying, when tables and topics are there; or again, after [#stop].
    public void start() {
        if (config.enabled()) {
            running = true;
            long now = System.nanoTime();
            nextRenewal = now;
            nextTurn = now;
            nextFetch = now;
            nextConfirm = now;
            others.listen();
            thread = Thread.ofPlatform().name("outbox-relay").daemon(true).start(this::run);
        }
    }

    /// Ends in order: what was fetched is sent and confirmed, and the leases are given back. Blocks for some seconds at most.
    public void stop() throws InterruptedException {
        running = false;
        others.stop();
        Thread relaying = thread;
        if (relaying != null) {
            LockSupport.unpark(relaying);
            relaying.join(Duration.ofSeconds(10));
        }
    }

    private void run() {
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        producerConfig(), new ByteArraySerializer(), new ByteArraySerializer())) {
            while (running) {
                try {
                    step(producer);
                } catch (RuntimeException e) {
                    failures.increment();
                    LOG.warnf(e, "the relay tries again in %s", RETRY_AFTER);
                    LockSupport.parkNanos(RETRY_AFTER.toNanos());
                }
            }
            producer.flush();
            giveBack();
        } catch (RuntimeException e) {
            LOG.error("the relay ended badly; its leases run out by themselves", e);
        }
    }

    private void step(Producer<byte[], byte[]> producer) {
        long now = System.nanoTime();
        if (now >= nextRenewal) {
            renew();
            nextRenewal = now + Duration.ofMillis(config.leaseMillis()).dividedBy(3).toNanos();
        }
        if (now >= nextTurn && groups.containsKey(0)) {
            await(ring.turn());
            nextTurn = now + Duration.ofMillis(500).toNanos();
        }
        woken = false;
        int rows = relay(producer);
        if (System.nanoTime() >= nextConfirm) {
            confirm();
            nextConfirm = System.nanoTime() + Duration.ofMillis(config.confirmMillis()).toNanos();
        }
        waiters.check(groups);
        if (rows == 0 && !woken) {
            LockSupport.parkNanos(untilSomethingIsDue());
        }
    }

    private long untilSomethingIsDue() {
        long now = System.nanoTime();
        long untilFetch =
                nextFetch > now
                        ? nextFetch - now
                        : Duration.ofMillis(config.pollMillis()).toNanos();
        long untilOthers = Math.min(nextRenewal - now, nextConfirm - now);
        long most = waiters.any() ? A_MOMENT : Math.min(untilFetch, untilOthers);
        return Math.max(A_MOMENT, most);
    }

    private int relay(Producer<byte[], byte[]> producer) {
        if (System.nanoTime() > leaseValidUntil) {
            return 0; // somebody else may own them by now
        }
        if (bytesInFlight.get() > MOST_BYTES_IN_FLIGHT) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            return 1;
        }
        others.tell(committed.to(groups));
        List<RelayedGroup> active =
                groups.values().stream().filter(g -> !g.failed() && !g.releasing()).toList();
        if (active.isEmpty()) {
            return 0;
        }
        int rows = active.stream().mapToInt(group -> sendOffered(producer, group)).sum();
        long now = System.nanoTime();
        if (heardOfRows) {
            heardOfRows = false;
            nextFetch = now;
        }
        if (active.stream().anyMatch(RelayedGroup::waitsForOthers)) {
            nextFetch = Math.min(nextFetch, now + HEARD_OF_WITHIN.toNanos());
        }
        if (now >= nextFetch) {
            int read = sendFetched(producer, active);
            rows += read;
            nextFetch = read > 0 ? now : now + Duration.ofMillis(config.pollMillis()).toNanos();
        }
        return rows;
    }

    private int sendOffered(Producer<byte[], byte[]> producer, RelayedGroup group) {
        int rows = 0;
        for (OutboxRow row = group.nextOffered();
                row != null && !group.failed();
                row = group.nextOffered()) {
            send(producer, group, row);
            rows++;
        }
        return rows;
    }

    private int sendFetched(Producer<byte[], byte[]> producer, List<RelayedGroup> active) {
        List<OutboxRow> rows = fetch(active);
        for (OutboxRow row : rows) {
            RelayedGroup group = groups.get(row.group());
            if (group != null && !group.failed()) {
                send(producer, group, row);
            }
        }
        return rows.size();
    }

    private List<OutboxRow> fetch(List<RelayedGroup> active) {
        Short[] numbers = active.stream().map(g -> (short) g.group).toArray(Short[]::new);
        Long[] positions = active.stream().map(RelayedGroup::fetched).toArray(Long[]::new);
        Tuple from =
                Tuple.of(
                        numbers, positions, config.fetchRows(), MOST_BYTES_FETCHED / active.size());
        List<OutboxRow> result = new ArrayList<>();
        for (Row row : await(pool.withConnection(connection -> fetch(connection, from)))) {
            result.add(
                    OutboxRow.decode(row.getShort(0), row.getLong(1), row.getBuffer(2).getBytes()));
        }
        return result;
    }

    private static Uni<RowSet<Row>> fetch(SqlConnection connection, Tuple from) {
        return Uni.combine()
                .all()
                .unis(
                        connection.query(BEGIN_FETCH).execute(),
                        connection.preparedQuery(FETCH).execute(from),
                        connection.query("commit").execute())
                .with((_, rows, _) -> rows);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every failure
    private void send(Producer<byte[], byte[]> producer, RelayedGroup group, OutboxRow row) {
        RelayedGroup.Row started = group.begin(row);
        for (Recorded event : row.events()) {
            Metadata metadata = event.metadata();
            group.check(metadata);
            if (group.isInLog(metadata)) {
                started.skipped();
                continue;
            }
            TopicPartition place = layout.placeOf(metadata.category(), metadata.lane());
            int bytes = event.payload().length;
            bytesInFlight.addAndGet(bytes);
            producer.send(
                    RecordFormat.write(place.topic(), place.partition(), group.epoch, event),
                    (at, failure) -> {
                        bytesInFlight.addAndGet(-bytes);
                        if (failure == null) {
                            sent.increment();
                            started.acknowledged(at.topic() + "/" + at.partition(), at.offset());
                        } else {
                            failures.increment();
                            LOG.errorf(
                                    failure,
                                    "lane group %d is read again from its last confirmed row",
                                    group.group);
                            group.fail();
                        }
                        if (waiters.any()) {
                            wake();
                        }
                    });
        }
    }

    private void renew() {
        long asked = System.nanoTime();
        int alive = await(leases.heartbeat());
        Map<Integer, Long> held = new HashMap<>();
        await(leases.renew()).forEach(h -> held.put(h.group(), h.epoch()));
        groups.values()
                .removeIf(g -> !Long.valueOf(g.epoch).equals(held.get(g.group)) || g.failed());
        leaseValidUntil = asked + Duration.ofMillis(config.leaseMillis()).toNanos();
        int share = Math.ceilDiv(laneGroups, Math.max(1, alive));
        releaseBeyond(share);
        if (groups.size() < share) {
            await(leases.claim(share - groups.size(), groups.keySet())).forEach(this::takeOver);
        }
    }

    private void releaseBeyond(int share) {
        List<Integer> drained =
                groups.values().stream()
                        .filter(g -> g.releasing() && g.drained())
                        .map(g -> g.group)
                        .toList();
        if (!drained.isEmpty()) {
            await(leases.release(drained));
            drained.forEach(groups::remove);
        }
        groups.values().stream()
                .filter(g -> !g.releasing())
                .skip(share)
                .forEach(RelayedGroup::release);
    }

    /// Rows above the confirmed position may be in Kafka already: their partitions' tails tell.
    private void takeOver(RelayLeases.Claimed claimed) {
        var group = new RelayedGroup(claimed);
        Map<TopicPartition, Long> from = new HashMap<>();
        Map<String, String> categoryByTopic = new HashMap<>();
        for (OutboxRow row : fetch(List.of(group))) {
            for (Recorded event : row.events()) {
                String category = event.metadata().category();
                TopicPartition at = layout.placeOf(category, event.metadata().lane());
                from.put(at, group.startOffset(at.topic() + "/" + at.partition()));
                categoryByTopic.put(at.topic(), category);
            }
        }
        if (!from.isEmpty()) {
            new LogTail(kafka, Duration.ofSeconds(30))
                    .read(from, categoryByTopic, group::foundInLog);
        }
        groups.put(claimed.group(), group);
        LOG.debugf(
                "lane group %d is ours under epoch %d from position %d",
                claimed.group(), claimed.epoch(), claimed.position());
    }

    private void confirm() {
        List<RelayLeases.Progress> news =
                groups.values().stream()
                        .filter(RelayedGroup::hasNews)
                        .map(RelayedGroup::progress)
                        .toList();
        if (!news.isEmpty() && await(leases.confirm(news)) == news.size()) {
            for (RelayLeases.Progress progress : news) {
                RelayedGroup group = groups.get(progress.group());
                if (group != null) {
                    group.confirmed(progress);
                }
            }
        }
    }

    private void giveBack() {
        confirm();
        if (!groups.isEmpty()) {
            await(leases.release(List.copyOf(groups.keySet())));
            groups.clear();
        }
        await(leases.goodbye());
    }

    private Map<String, Object> producerConfig() {
        Map<String, Object> result = LogClients.settings(kafka, Map.of());
        result.put(ProducerConfig.CLIENT_ID_CONFIG, "outbox-relay-" + instanceId);
        result.put(ProducerConfig.ACKS_CONFIG, "all");
        result.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        result.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        result.put(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Integer.MAX_VALUE); // giving up would make a hole
        result.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        result.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        result.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);
        result.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
        result.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 << 20);
        return result;
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(SQL_AT_MOST);
    }
}
