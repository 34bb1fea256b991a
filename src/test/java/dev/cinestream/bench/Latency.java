package dev.cinestream.bench;

import dev.cinestream.bench.OpenLoop.Latencies;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandResult.Committed;
import dev.cinestream.eventsourcing.counter.Counter;
import dev.cinestream.eventsourcing.log.ConsistencyToken;
import dev.cinestream.eventsourcing.log.Lanes;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.eventsourcing.projection.Progress;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How long a caller waits at 1,000 commands a second, how long until a consumer of the topic sees the event, and how long
/// until a read model in Postgres shows it; beside how long Kafka alone takes from producer to consumer in the same run.
final class Latency {

    private static final int PER_SECOND = 1_000;
    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(20);
    private static final double SOON_MILLIS = 20;
    private static final String READ_MODEL = "counters";

    private final CommandBus bus;
    private final Lanes lanes;
    private final Progress progress;

    Latency(CommandBus bus, Lanes lanes, Progress progress) {
        this.bus = bus;
        this.lanes = lanes;
        this.progress = progress;
    }

    void measure(Report report) throws Exception {
        Latencies kafka = throughKafka();
        List<Latencies> seen = untilConsumed();
        List<Latencies> shown = untilShown();
        add(report, "answer", seen.get(0), null);
        add(report, "consumer", seen.get(1), kafka);
        add(report, "read model", shown.get(0), kafka);
    }

    private static void add(Report report, String to, Latencies measured, @Nullable Latencies kafka)
            throws IOException {
        String name = "open loop 1,000/s: command to " + to + ", ";
        report.add(plain(name + "p50", 0.5, measured, kafka));
        report.add(
                kafka == null
                        ? plain(name + "p99", 0.99, measured, null)
                        : inTime(name + "p99", measured.at(0.99), kafka.at(0.99)));
        report.add(plain(name + "p99.9", 0.999, measured, kafka));
    }

    private static Figure plain(
            String name, double share, Latencies measured, @Nullable Latencies kafka) {
        return Figure.plain(name, measured.at(share), "ms", kafka == null ? null : kafka.at(share));
    }

    /// An aim only where Kafka alone leaves room for it.
    private static Figure inTime(String name, double measured, double kafka) {
        return new Figure(
                name,
                measured,
                "ms",
                kafka,
                "≤ 20 where Kafka alone allows it",
                kafka <= SOON_MILLIS ? measured <= SOON_MILLIS : null);
    }

    private Latencies throughKafka() throws Exception {
        try (var producer = new RawProducer(lanes);
                var arrivals = new Arrivals(RawProducer.TOPIC)) {
            return OpenLoop.run(
                            PER_SECOND,
                            LENGTH,
                            () -> {
                                String key = Uuid7.next().toString();
                                Uni<Long> arrival = arrivals.of(key);
                                producer.send(key);
                                return List.of(arrival);
                            })
                    .getFirst();
        }
    }

    private List<Latencies> untilConsumed() throws Exception {
        try (var arrivals = new Arrivals(Measured.TYPE.topic())) {
            return OpenLoop.run(
                    PER_SECOND,
                    LENGTH,
                    () -> {
                        UUID stream = Uuid7.next();
                        Uni<Long> arrival = arrivals.of(stream.toString());
                        return List.of(
                                Commands.one(bus, stream).map(_ -> System.nanoTime()), arrival);
                    });
        }
    }

    /// The moment a query that brings the command's token is let through.
    private List<Latencies> untilShown() throws Exception {
        return OpenLoop.run(
                PER_SECOND,
                LENGTH,
                () ->
                        List.of(
                                Commands.one(bus, Counter.TYPE, Uuid7.next())
                                        .map(Latency::token)
                                        .chain(token ->
                                                progress.passed(READ_MODEL, token, SHOWN_WITHIN))
                                        .map(_ -> System.nanoTime())));
    }

    private static ConsistencyToken token(Committed<?> committed) {
        return Objects.requireNonNull(committed.token());
    }
}
