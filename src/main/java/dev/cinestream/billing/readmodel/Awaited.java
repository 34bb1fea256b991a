package dev.cinestream.billing.readmodel;

import dev.cinestream.billing.NextStep;
import dev.cinestream.eventsourcing.log.Metadata;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A next step as it waits in a row.
///
/// @param setBy the event that it is part of
/// @param lane of the aggregate: the instance that relays it looks after the step
@RegisterForReflection
record Awaited(Instant at, NextStep.What what, UUID setBy, String correlationId, int lane) {

    static @Nullable Awaited of(@Nullable NextStep next, Metadata event) {
        return next == null
                ? null
                : new Awaited(
                        next.at(), next.what(), event.id(), event.correlationId(), event.lane());
    }

    static @Nullable Instant momentOf(@Nullable Awaited next) {
        return next == null ? null : next.at();
    }

    static @Nullable Long laneOf(@Nullable Awaited next) {
        return next == null ? null : (long) next.lane();
    }
}
