package dev.cinestream.eventsourcing.quarantine;

import dev.cinestream.eventsourcing.projection.Decoder.Decoded;
import io.smallrye.mutiny.Uni;
import java.util.List;

/// How consumers that are no projections apply what was parked.
public interface ParkedReactions {

    /// Whether the consumer is one of them.
    boolean areOf(String consumer);

    /// Applies events of one stream up to the first that cannot be. May apply some that were applied before.
    Uni<Applied> apply(String consumer, List<Decoded> events);
}
