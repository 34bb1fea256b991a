package dev.cinestream.eventsourcing.process;

import dev.cinestream.eventsourcing.inbox.Inbox;
import dev.cinestream.eventsourcing.inbox.Polled;
import dev.cinestream.eventsourcing.inbox.Watermarks;
import dev.cinestream.eventsourcing.quarantine.Quarantine;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Set;
import java.util.UUID;

/// How far a consumer is in the lanes of a poll, and which of the poll's streams are parked.
record Standing(Watermarks watermarks, Set<UUID> parked) {

    /// Locks the lanes for the rest of the transaction.
    static Uni<Standing> lock(
            SqlConnection connection, Quarantine quarantine, String consumer, Polled polled) {
        return Uni.combine()
                .all()
                .unis(
                        Inbox.lock(connection, consumer, polled.lanes()),
                        quarantine.parked(connection, consumer, polled.streams()))
                .with(Standing::new);
    }
}
