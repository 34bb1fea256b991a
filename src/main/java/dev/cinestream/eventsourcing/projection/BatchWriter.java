package dev.cinestream.eventsourcing.projection;

import dev.cinestream.eventsourcing.inbox.ConsumerReport;
import dev.cinestream.eventsourcing.inbox.Inbox;
import dev.cinestream.eventsourcing.inbox.Polled;
import dev.cinestream.eventsourcing.inbox.Watermarks;
import dev.cinestream.eventsourcing.inbox.Watermarks.Verdict;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.log.LogLayout;
import dev.cinestream.eventsourcing.log.Recorded;
import dev.cinestream.eventsourcing.projection.Decoder.Decoded;
import dev.cinestream.eventsourcing.quarantine.Quarantine;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Writes a batch of decoded events to a generation, in one Postgres transaction: read the watermarks, drop duplicates,
/// apply in bulk, move the watermarks, commit.
///
/// An event that cannot be applied parks its stream in quarantine; all other streams go on. Trouble with Postgres fails the
/// batch, which may then be written again.
@ApplicationScoped
public class BatchWriter {

    private static final Logger LOG = Logger.getLogger(BatchWriter.class);
    private static final Duration ATTEMPT_AT_MOST = Duration.ofSeconds(60);
    private static final String BEGIN =
            "begin; set local idle_in_transaction_session_timeout = '10s';";

    private final Pool pool;
    private final Quarantine quarantine;
    private final LogLayout layout;
    private final ConsumerReport report;

    public BatchWriter(Pool pool, Quarantine quarantine, LogLayout layout, ConsumerReport report) {
        this.pool = pool;
        this.quarantine = quarantine;
        this.layout = layout;
        this.report = report;
    }

    /// @return the lanes as the batch leaves them, once it is committed
    public Uni<Watermarks> write(Generation generation, Polled polled, List<Decoded> decoded) {
        return attempt(generation, polled, decoded, false)
                .onFailure(failure -> !Trouble.passes(failure))
                .recoverWithUni(failure -> {
                    LOG.warnf(
                            failure,
                            "%s cannot apply a batch of %d as a whole",
                            generation.name(),
                            decoded.size());
                    return attempt(generation, polled, decoded, true);
                });
    }

    private Uni<Watermarks> attempt(
            Generation generation, Polled polled, List<Decoded> decoded, boolean streamByStream) {
        return pool.getConnection()
                .chain(connection ->
                        inTransaction(connection, generation, polled, decoded, streamByStream));
    }

    private Uni<Watermarks> inTransaction(
            SqlConnection connection,
            Generation generation,
            Polled polled,
            List<Decoded> decoded,
            boolean streamByStream) {
        return transact(connection, generation, polled, decoded, streamByStream)
                .ifNoItem()
                .after(ATTEMPT_AT_MOST)
                .fail()
                .onFailure()
                .call(() -> Trouble.abandon(connection))
                .call(connection::close);
    }

    private Uni<Watermarks> transact(
            SqlConnection connection,
            Generation generation,
            Polled polled,
            List<Decoded> decoded,
            boolean streamByStream) {
        Set<UUID> streams = polled.streams();
        var begun = connection.query(BEGIN + generation.settings()).execute();
        var allowed = generation.guard().check(connection);
        var locked = Inbox.lock(connection, generation.name(), polled.lanes());
        var parked = quarantine.parked(connection, generation.name(), streams);
        var givenUp = givenUp(connection, generation, streams);
        return Uni.combine()
                .all()
                .unis(begun, allowed, locked, parked, givenUp)
                .asTuple()
                .emitOn(generation.thread())
                .chain(read ->
                        applyNew(
                                        connection,
                                        generation,
                                        read.getItem3(),
                                        read.getItem4(),
                                        read.getItem5(),
                                        decoded,
                                        streamByStream)
                                .chain(() ->
                                        commit(connection, generation, read.getItem3(), polled))
                                .replaceWith(read.getItem3()));
    }

    /// Events that support discarded are left out of every later generation; the serving one does not meet them again.
    private Uni<Set<UUID>> givenUp(
            SqlConnection connection, Generation generation, Set<UUID> streams) {
        return generation.isServing()
                ? Uni.createFrom().item(Set.of())
                : quarantine.discarded(connection, generation.projection().name(), streams);
    }

    private Uni<Void> applyNew(
            SqlConnection connection,
            Generation generation,
            Watermarks watermarks,
            Set<UUID> parked,
            Set<UUID> givenUp,
            List<Decoded> decoded,
            boolean streamByStream) {
        List<Envelope<?>> good = new ArrayList<>();
        List<Recorded> behindParked = new ArrayList<>();
        Map<UUID, Decoded.Unreadable> unreadable = new LinkedHashMap<>();
        for (Decoded each : decoded) {
            if (watermarks.offer(each.recorded().metadata().token()) != Verdict.APPLY
                    || givenUp.contains(each.recorded().metadata().id())) {
                continue;
            }
            UUID stream = each.recorded().metadata().streamId();
            switch (each) {
                case Decoded _ when parked.contains(stream) || unreadable.containsKey(stream) ->
                        behindParked.add(each.recorded());
                case Decoded.Clear(Recorded _, Envelope<?> envelope) -> good.add(envelope);
                case Decoded.Unreadable bad -> {
                    unreadable.put(stream, bad);
                    behindParked.add(bad.recorded());
                }
            }
        }
        report.gaps(generation.name(), watermarks);
        Uni<Void> parking = Uni.createFrom().voidItem();
        for (Decoded.Unreadable bad : unreadable.values()) {
            parking =
                    parking.chain(() ->
                            quarantine.park(
                                    connection,
                                    generation.name(),
                                    bad.recorded().metadata(),
                                    bad.cause()));
        }
        return parking.chain(() -> quarantine.queue(connection, generation.name(), behindParked))
                .chain(() -> {
                    if (good.isEmpty()) {
                        return Uni.createFrom().voidItem();
                    }
                    return streamByStream
                            ? new StreamByStream(
                                            connection, generation, quarantine, recordedOf(decoded))
                                    .apply(good)
                            : generation.projection().apply(connection, generation.name(), good);
                });
    }

    private static Map<UUID, Recorded> recordedOf(List<Decoded> decoded) {
        Map<UUID, Recorded> byId = new HashMap<>();
        decoded.forEach(each -> byId.put(each.recorded().metadata().id(), each.recorded()));
        return byId;
    }

    private Uni<Void> commit(
            SqlConnection connection, Generation generation, Watermarks watermarks, Polled polled) {
        return Uni.combine()
                .all()
                .unis(
                        Inbox.move(connection, generation.name(), watermarks, polled, layout),
                        connection.query("commit").execute())
                .discardItems();
    }
}
