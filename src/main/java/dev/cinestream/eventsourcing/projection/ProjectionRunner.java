package dev.cinestream.eventsourcing.projection;

import dev.cinestream.eventsourcing.inbox.ConsumerReport;
import dev.cinestream.eventsourcing.inbox.Polled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/// Applies what Kafka delivers to a projection's serving generation: one poll, one transaction of [BatchWriter].
///
/// Trouble is waited out, with growing pauses: a projection never gives a batch up. So it waits, too, while the serving
/// generation is of another version than this code.
@ApplicationScoped
public class ProjectionRunner {

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(50);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);

    private final BatchWriter writer;
    private final Decoder decoder;
    private final Progress progress;
    private final ConsumerReport report;

    public ProjectionRunner(
            BatchWriter writer, Decoder decoder, Progress progress, ConsumerReport report) {
        this.writer = writer;
        this.decoder = decoder;
        this.progress = progress;
        this.report = report;
    }

    /// Applies a poll's records. Succeeds once they are committed, however long that takes.
    public Uni<Void> apply(Projection projection, ConsumerRecords<byte[], byte[]> records) {
        return Polled.read(projection.name(), records, report)
                .chain(polled ->
                        polled.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : retrying(projection, polled));
    }

    private Uni<Void> retrying(Projection projection, Polled polled) {
        return Uni.createFrom()
                .deferred(() -> attempt(projection, polled))
                .onFailure()
                .invoke(failure -> report.retried(projection.name(), polled, failure))
                .onFailure()
                .retry()
                .withBackOff(FIRST_BACKOFF, LONGEST_BACKOFF)
                .indefinitely();
    }

    private Uni<Void> attempt(Projection projection, Polled polled) {
        long started = System.nanoTime();
        return decoder.decode(polled)
                .chain(decoded -> writer.write(Generation.serving(projection), polled, decoded))
                .invoke(watermarks -> {
                    report.handled(projection.name(), polled, started);
                    progress.moved(projection.name(), watermarks);
                })
                .replaceWithVoid();
    }
}
