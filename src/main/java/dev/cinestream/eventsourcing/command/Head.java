package dev.cinestream.eventsourcing.command;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An aggregate as of its last event.
///
/// @param revision 0 when it has no events
/// @param checksum of its last event
/// @param state decoded; shared between commands, so immutable
/// @param bytes length of its JSON, for the cache's bound
@SuppressWarnings("ArrayRecordComponent") // never compared; never changed after it is made
record Head(long revision, byte[] checksum, Object state, int bytes) {

    /// Where a head is found.
    record Key(String category, UUID streamId) {}

    /// A head as it lies in `engine.head`.
    record Stored(long revision, byte[] checksum, byte[] state) {}

    /// A lane of a category.
    record Lane(String category, int lane) {}

    /// What `engine.command` remembers.
    record Known(
            String fingerprint,
            UUID streamId,
            long revision,
            String category,
            int lane,
            long sequence,
            int group,
            long position) {

        /// Whether there is an outbox row to wait for.
        boolean hasEvents() {
            return position > 0;
        }
    }

    /// A lane group as its locked row says.
    ///
    /// @param rebuilt how often its heads were written from the log
    record Group(long position, int slot, long rebuilt) {}

    static @Nullable Long orNull(long revision) {
        return revision == 0 ? null : revision;
    }
}
