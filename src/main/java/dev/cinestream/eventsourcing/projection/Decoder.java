package dev.cinestream.eventsourcing.projection;

import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.command.Aggregates;
import dev.cinestream.eventsourcing.inbox.Delivery;
import dev.cinestream.eventsourcing.inbox.Polled;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.log.Recorded;
import dev.cinestream.eventsourcing.privacy.PersonalCipher;
import dev.cinestream.eventsourcing.privacy.SubjectKeys;
import dev.cinestream.eventsourcing.schema.EventCodec;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Stored events as the modules know them: upcast, and with personal data in clear as far as its keys still exist.
@ApplicationScoped
public class Decoder {

    private final Aggregates aggregates;
    private final SubjectKeys keys;

    public Decoder(Aggregates aggregates, SubjectKeys keys) {
        this.aggregates = aggregates;
        this.keys = keys;
    }

    /// An event, or why it cannot be read. One that cannot does not hinder the others.
    public sealed interface Decoded {
        Recorded recorded();

        record Clear(Recorded recorded, Envelope<?> envelope) implements Decoded {}

        record Unreadable(Recorded recorded, RuntimeException cause) implements Decoded {}
    }

    public Uni<List<Decoded>> decode(Polled polled) {
        return decode(polled.deliveries().stream().map(Delivery::recorded).toList());
    }

    public Uni<List<Decoded>> decode(List<Recorded> recorded) {
        List<Decoded> result = new ArrayList<>(recorded.size());
        Set<UUID> needed = new HashSet<>();
        for (Recorded each : recorded) {
            try {
                result.add(new Decoded.Clear(each, decode(each)));
            } catch (PersonalCipher.KeyNeededException e) {
                needed.add(e.subject());
            } catch (EventCodec.UnserialisableException
                    | IllegalArgumentException
                    | IllegalStateException e) {
                result.add(new Decoded.Unreadable(each, e));
            }
        }
        return needed.isEmpty()
                ? Uni.createFrom().item(result)
                : keys.loadForReading(needed).chain(() -> decode(recorded));
    }

    private Envelope<?> decode(Recorded recorded) {
        AggregateType<?, ?, ?, ?> type = aggregates.of(recorded.metadata().category());
        Object event =
                aggregates
                        .codec()
                        .readEvent(
                                type.eventTypes(),
                                recorded.metadata().type(),
                                recorded.payload(),
                                keys::cached);
        return new Envelope<>(recorded.metadata(), event);
    }
}
