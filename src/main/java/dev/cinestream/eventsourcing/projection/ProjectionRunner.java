package dev.cinestream.eventsourcing.projection;

import dev.cinestream.eventsourcing.inbox.Delivery;
import dev.cinestream.eventsourcing.inbox.Polled;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/// Applies what Kafka delivers to a projection's serving generation: one poll, one transaction of [BatchWriter].
///
/// Trouble is waited out, with growing pauses: a projection never gives a batch up. So it waits, too, while the serving
/// generation is of another version than this code.
@ApplicationScoped
public class ProjectionRunner {

    private static final Logger LOG = Logger.getLogger(ProjectionRunner.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(50);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);

    private final BatchWriter writer;
    private final Decoder decoder;
    private final Progress progress;
    private final ProjectionMetrics metrics;

    public ProjectionRunner(
            BatchWriter writer, Decoder decoder, Progress progress, MeterRegistry registry) {
        this.writer = writer;
        this.decoder = decoder;
        this.progress = progress;
        this.metrics = new ProjectionMetrics(registry);
    }

    /// Applies a poll's records. Succeeds once they are committed, however long that takes.
    public Uni<Void> apply(Projection projection, ConsumerRecords<byte[], byte[]> records) {
        return Polled.read(
                        records,
                        malformed -> {
                            metrics.malformed(projection.name());
                            LOG.errorf("%s: %s", projection.name(), malformed.getMessage());
                        })
                .chain(polled ->
                        polled.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : retrying(projection, polled.deliveries()));
    }

    private Uni<Void> retrying(Projection projection, List<Delivery> deliveries) {
        return Uni.createFrom()
                .deferred(() -> attempt(projection, deliveries))
                .onFailure()
                .invoke(failure -> {
                    metrics.retried(projection.name());
                    LOG.warnf(
                            "%s tries a batch of %d again: %s",
                            projection.name(), deliveries.size(), failure);
                })
                .onFailure()
                .retry()
                .withBackOff(FIRST_BACKOFF, LONGEST_BACKOFF)
                .indefinitely();
    }

    private Uni<Void> attempt(Projection projection, List<Delivery> deliveries) {
        long started = System.nanoTime();
        return decoder.decode(deliveries.stream().map(Delivery::recorded).toList())
                .chain(decoded -> writer.write(Generation.serving(projection), deliveries, decoded))
                .invoke(watermarks -> {
                    metrics.applied(
                            projection.name(), deliveries.size(), System.nanoTime() - started);
                    metrics.seen(
                            projection.name(),
                            deliveries.getFirst().recorded().metadata().recordedAt());
                    progress.moved(projection.name(), watermarks);
                })
                .replaceWithVoid();
    }
}
