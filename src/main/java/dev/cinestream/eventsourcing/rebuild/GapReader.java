package dev.cinestream.eventsourcing.rebuild;

import dev.cinestream.eventsourcing.inbox.Delivery;
import dev.cinestream.eventsourcing.inbox.Polled;
import dev.cinestream.eventsourcing.inbox.Watermarks;
import dev.cinestream.eventsourcing.projection.BatchWriter;
import dev.cinestream.eventsourcing.projection.Decoder;
import dev.cinestream.eventsourcing.projection.Generation;
import dev.cinestream.eventsourcing.projection.Projection;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// The records of a lane that stands still, from the missing one on.
///
/// Thread contract: one thread, which waits.
final class GapReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(GapReader.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration SILENT_AT_MOST = Duration.ofSeconds(30);
    private static final long FIRST_STEP_BACK = 2_000;
    private static final int BATCH = 500;

    private final Consumer<byte[], byte[]> log;
    private final TopicPartition at;
    private final StandingLane lane;

    GapReader(LogConsumers consumers, StandingLane lane) {
        this.log = consumers.open();
        this.at = consumers.placeOf(lane);
        this.lane = lane;
        log.assign(List.of(at));
    }

    /// Goes to the missing record, and answers whether there is one. It is looked for after the place where the gap was
    /// noticed, then before it, in growing steps down to the log's begin.
    boolean find() {
        long begin = log.beginningOffsets(List.of(at)).getOrDefault(at, 0L);
        long to = log.endOffsets(List.of(at)).getOrDefault(at, 0L);
        long from = Math.clamp(lane.stoppedAt(), begin, to);
        long step = FIRST_STEP_BACK;
        while (!find(from, to)) {
            if (from == begin) {
                return false;
            }
            to = from;
            from = Math.max(begin, from - step);
            step *= 4;
        }
        return true;
    }

    private boolean find(long from, long to) {
        log.seek(at, from);
        while (position() < to) {
            for (ConsumerRecord<byte[], byte[]> each : poll()) {
                Optional<Delivery> delivery = delivery(each);
                if (each.offset() < to
                        && delivery.isPresent()
                        && sequence(delivery.get()) == lane.applied() + 1) {
                    log.seek(at, each.offset());
                    return true;
                }
            }
        }
        return false;
    }

    long position() {
        return log.position(at);
    }

    /// The lane's next records below an offset; perhaps none, when others lie there.
    Polled next(long end) {
        List<Delivery> batch = new ArrayList<>();
        while (position() < end && batch.size() < BATCH) {
            for (ConsumerRecord<byte[], byte[]> each : poll()) {
                if (each.offset() >= end || batch.size() == BATCH) {
                    log.seek(at, each.offset());
                    break;
                }
                delivery(each).ifPresent(batch::add);
            }
        }
        return new Polled(batch);
    }

    /// As the live consumer would have.
    static Uni<Watermarks> write(
            Projection projection, Decoder decoder, BatchWriter writer, Polled batch) {
        return decoder.decode(batch)
                .chain(decoded -> writer.write(Generation.serving(projection), batch, decoded));
    }

    private List<ConsumerRecord<byte[], byte[]>> poll() {
        long began = System.nanoTime();
        while (System.nanoTime() - began < SILENT_AT_MOST.toNanos()) {
            List<ConsumerRecord<byte[], byte[]>> records = log.poll(POLL).records(at);
            if (!records.isEmpty()) {
                return records;
            }
        }
        throw new IllegalStateException("nothing came of %s for %s".formatted(at, SILENT_AT_MOST));
    }

    private Optional<Delivery> delivery(ConsumerRecord<byte[], byte[]> each) {
        return Delivery.of(each, malformed -> LOG.debugf("%s: %s", lane, malformed.getMessage()))
                .filter(delivery -> delivery.recorded().metadata().lane() == lane.lane());
    }

    private static long sequence(Delivery delivery) {
        return delivery.recorded().metadata().sequence();
    }

    @Override
    public void close() {
        log.close();
    }
}
