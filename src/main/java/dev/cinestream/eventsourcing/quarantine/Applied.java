package dev.cinestream.eventsourcing.quarantine;

import dev.cinestream.eventsourcing.log.Metadata;
import org.jspecify.annotations.Nullable;

/// How far a parked stream was applied.
///
/// @param count how many of its events
/// @param poison what stopped it
public record Applied(int count, @Nullable Poison poison) {

    /// An event that cannot be applied.
    public record Poison(Metadata event, String error) {
        static Poison of(Metadata event, Throwable cause) {
            return new Poison(event, Quarantine.error(event, cause));
        }
    }

    public static Applied until(int count, Metadata event, Throwable cause) {
        return new Applied(count, Poison.of(event, cause));
    }
}
