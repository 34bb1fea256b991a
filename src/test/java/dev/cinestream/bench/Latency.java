package dev.cinestream.bench;

import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.log.Lanes;
import dev.cinestream.eventsourcing.log.Uuid7;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// How long a caller waits at 1,000 commands a second, and how long until a consumer of the topic sees the event; beside
/// how long Kafka alone takes from producer to consumer in the same run.
final class Latency {

    private static final int PER_SECOND = 1_000;
    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final double SOON_MILLIS = 20;

    private final CommandBus bus;
    private final Lanes lanes;

    Latency(CommandBus bus, Lanes lanes) {
        this.bus = bus;
        this.lanes = lanes;
    }

    void measure(Report report) throws Exception {
        OpenLoop.Latencies kafka = throughKafka();
        List<OpenLoop.Latencies> ours = throughBus();
        OpenLoop.Latencies answered = ours.get(0);
        OpenLoop.Latencies visible = ours.get(1);
        report.add(
                Figure.plain(
                        "open loop 1,000/s: command to answer, p50", answered.at(0.5), "ms", null));
        report.add(
                Figure.plain(
                        "open loop 1,000/s: command to answer, p99",
                        answered.at(0.99),
                        "ms",
                        null));
        report.add(
                Figure.plain(
                        "open loop 1,000/s: command to answer, p99.9",
                        answered.at(0.999),
                        "ms",
                        null));
        report.add(
                Figure.plain(
                        "open loop 1,000/s: command to consumer, p50",
                        visible.at(0.5),
                        "ms",
                        kafka.at(0.5)));
        report.add(visibleInTime(visible.at(0.99), kafka.at(0.99)));
        report.add(
                Figure.plain(
                        "open loop 1,000/s: command to consumer, p99.9",
                        visible.at(0.999),
                        "ms",
                        kafka.at(0.999)));
    }

    /// An aim only where Kafka alone leaves room for it.
    private static Figure visibleInTime(double visible, double kafka) {
        boolean possible = kafka <= SOON_MILLIS;
        return new Figure(
                "open loop 1,000/s: command to consumer, p99",
                visible,
                "ms",
                kafka,
                "≤ 20 where Kafka alone allows it",
                possible ? visible <= SOON_MILLIS : null);
    }

    private OpenLoop.Latencies throughKafka() throws Exception {
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

    private List<OpenLoop.Latencies> throughBus() throws Exception {
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
}
