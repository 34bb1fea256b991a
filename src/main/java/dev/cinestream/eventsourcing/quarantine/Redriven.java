package dev.cinestream.eventsourcing.quarantine;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What came of a redrive or a discard.
public sealed interface Redriven {

    /// Everything was applied; the stream is as any other again.
    ///
    /// @param applied how many events
    /// @param discarded what was given up on the way, if anything
    record Free(int applied, @Nullable Discarded discarded) implements Redriven {}

    /// An event still cannot be applied; it is the first in line now, and those before it are applied.
    record StillParked(int applied, @Nullable Discarded discarded, long revision, String error)
            implements Redriven {}

    /// There was nothing to do: the stream is not, or no longer, in quarantine.
    record NotParked() implements Redriven {}

    /// An event that no read model of this consumer will show.
    record Discarded(UUID eventId, String type, long revision, String error) {}
}
