package dev.cinestream.eventsourcing.process;

import dev.cinestream.eventsourcing.inbox.ConsumerReport;
import dev.cinestream.eventsourcing.inbox.Delivery;
import dev.cinestream.eventsourcing.inbox.Inbox;
import dev.cinestream.eventsourcing.inbox.Polled;
import dev.cinestream.eventsourcing.inbox.Watermarks.Verdict;
import dev.cinestream.eventsourcing.log.LogLayout;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.log.Recorded;
import dev.cinestream.eventsourcing.quarantine.Quarantine;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.jboss.logging.Logger;

/// Moves a policy's watermarks over what was reacted to, parks the streams that failed, and queues what stands behind a
/// parked stream; in one transaction.
@ApplicationScoped
public class InboxMove {

    private static final Logger LOG = Logger.getLogger(InboxMove.class);

    private final Pool pool;
    private final Quarantine quarantine;
    private final LogLayout layout;
    private final ConsumerReport report;

    public InboxMove(Pool pool, Quarantine quarantine, LogLayout layout, ConsumerReport report) {
        this.pool = pool;
        this.quarantine = quarantine;
        this.layout = layout;
        this.report = report;
    }

    /// Fails with [CancellationException] when the inbox or the quarantine changed since it was read, so that an event is new
    /// now that was not reacted to.
    Uni<Void> settle(String consumer, Polled polled, Reacted reacted) {
        return pool.withTransaction(connection ->
                Standing.lock(connection, quarantine, consumer, polled)
                        .chain(standing -> {
                            List<Recorded> waiting = waiting(polled, standing, reacted);
                            report.gaps(consumer, standing.watermarks());
                            return park(connection, consumer, waiting, reacted)
                                    .chain(() -> quarantine.queue(connection, consumer, waiting))
                                    .chain(() ->
                                            Inbox.move(
                                                    connection,
                                                    consumer,
                                                    standing.watermarks(),
                                                    polled,
                                                    layout));
                        }));
    }

    /// What is new and was not reacted to: its stream is parked, or is going to be.
    private static List<Recorded> waiting(Polled polled, Standing standing, Reacted reacted) {
        List<Recorded> waiting = new ArrayList<>();
        for (Delivery each : polled.deliveries()) {
            Metadata event = each.recorded().metadata();
            UUID stream = event.streamId();
            if (standing.watermarks().offer(event.token()) != Verdict.APPLY
                    || reacted.isDone(event)) {
                continue;
            }
            if (!reacted.hasFailed(stream) && !standing.parked().contains(stream)) {
                throw new CancellationException(
                        "the inbox moved meanwhile; " + event.token() + " is still to be done");
            }
            waiting.add(each.recorded());
        }
        return waiting;
    }

    private Uni<Void> park(
            SqlConnection connection, String consumer, List<Recorded> waiting, Reacted reacted) {
        List<Reacted.Failed> failures =
                waiting.stream()
                        .map(each -> reacted.failures().get(each.metadata().streamId()))
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
        failures.forEach(each ->
                LOG.warnf(
                        each.cause(),
                        "%s cannot react to %s; its stream is parked",
                        consumer,
                        each.event().token()));
        return Multi.createFrom()
                .iterable(failures)
                .onItem()
                .transformToUniAndConcatenate(
                        each -> quarantine.park(connection, consumer, each.event(), each.cause()))
                .onItem()
                .ignoreAsUni();
    }
}
