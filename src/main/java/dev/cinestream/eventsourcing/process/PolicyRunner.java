package dev.cinestream.eventsourcing.process;

import dev.cinestream.eventsourcing.EngineConfig;
import dev.cinestream.eventsourcing.inbox.ConsumerReport;
import dev.cinestream.eventsourcing.inbox.Polled;
import dev.cinestream.eventsourcing.inbox.Watermarks.Verdict;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.projection.Decoder;
import dev.cinestream.eventsourcing.projection.Decoder.Decoded;
import dev.cinestream.eventsourcing.quarantine.Quarantine;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/// Lets a policy react to what Kafka delivers: see where the inbox stands, react to what is new, lane beside lane (or what
/// else the policy keeps in order) and each in order, and when all commands are committed move the watermarks.
///
/// No transaction is open while commands run. If the process dies in between, or another consumer moved the watermarks
/// meanwhile, the poll is reacted to again and its commands are the ones that were done.
@ApplicationScoped
public class PolicyRunner {

    private final Pool pool;
    private final Decoder decoder;
    private final Dispatch dispatch;
    private final Quarantine quarantine;
    private final InboxMove inbox;
    private final EngineConfig.Reactions config;
    private final ConsumerReport report;

    public PolicyRunner(
            Pool pool,
            Decoder decoder,
            Dispatch dispatch,
            Quarantine quarantine,
            InboxMove inbox,
            EngineConfig config,
            ConsumerReport report) {
        this.pool = pool;
        this.decoder = decoder;
        this.dispatch = dispatch;
        this.quarantine = quarantine;
        this.inbox = inbox;
        this.config = config.reactions();
        this.report = report;
    }

    /// Reacts to a poll's records. Succeeds once the commands are committed and the watermarks moved, however long that
    /// takes.
    public Uni<Void> react(Policy policy, ConsumerRecords<byte[], byte[]> records) {
        return Polled.read(policy.name(), records, report)
                .chain(polled ->
                        polled.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : Patience.endless()
                                        .with(
                                                policy.name()
                                                        + ", a poll of "
                                                        + polled.deliveries().size(),
                                                () -> attempt(policy, polled)));
    }

    private Uni<Void> attempt(Policy policy, Polled polled) {
        long started = System.nanoTime();
        var reacted = new Reacted();
        return decoder.decode(polled)
                .chain(decoded ->
                        standing(policy, polled)
                                .chain(standing ->
                                        reactTo(policy, fresh(policy, decoded, standing), reacted)))
                .chain(() -> inbox.settle(policy.name(), polled, reacted))
                .invoke(() -> {
                    report.parked(policy.name(), reacted.failures().size());
                    report.handled(policy.name(), polled, started);
                });
    }

    private Uni<Standing> standing(Policy policy, Polled polled) {
        return pool.withTransaction(
                connection -> Standing.lock(connection, quarantine, policy.name(), polled));
    }

    private static Collection<List<Decoded>> fresh(
            Policy policy, List<Decoded> decoded, Standing standing) {
        Map<Object, List<Decoded>> inOrder = new LinkedHashMap<>();
        for (Decoded each : decoded) {
            Metadata event = each.recorded().metadata();
            boolean isNew = standing.watermarks().offer(event.token()) == Verdict.APPLY;
            if (isNew && !standing.parked().contains(event.streamId())) {
                inOrder.computeIfAbsent(policy.inOrderWith(event), _ -> new ArrayList<>())
                        .add(each);
            }
        }
        return inOrder.values();
    }

    private Uni<Void> reactTo(Policy policy, Collection<List<Decoded>> events, Reacted reacted) {
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUni(some -> inOrder(policy, some, reacted))
                .merge(config.lanesAtOnce())
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> inOrder(Policy policy, List<Decoded> events, Reacted reacted) {
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUniAndConcatenate(each -> one(policy, each, reacted))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> one(Policy policy, Decoded decoded, Reacted reacted) {
        Metadata event = decoded.recorded().metadata();
        if (reacted.hasFailed(event.streamId())) {
            return Uni.createFrom().voidItem();
        }
        return switch (decoded) {
            case Decoded.Unreadable(_, RuntimeException cause) -> {
                reacted.failed(event, cause);
                yield Uni.createFrom().voidItem();
            }
            case Decoded.Clear(_, Envelope<?> envelope) ->
                    new Patience(config.tries())
                            .with(
                                    policy.name() + ", event " + event.id(),
                                    () -> dispatch.react(policy, envelope))
                            .invoke(() -> reacted.done(event))
                            .onFailure()
                            .recoverWithItem(failure -> {
                                reacted.failed(event, failure);
                                return null;
                            });
        };
    }
}
