package dev.cinestream.eventsourcing.process;

import dev.cinestream.eventsourcing.log.Metadata;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// What became of a poll's events: those reacted to, and the streams where a reaction failed. Lanes fill it side by side.
final class Reacted {

    /// The first event of a stream that could not be reacted to.
    record Failed(Metadata event, Throwable cause) {}

    private final Set<UUID> done = ConcurrentHashMap.newKeySet();
    private final Map<UUID, Failed> failed = new ConcurrentHashMap<>();

    void done(Metadata event) {
        done.add(event.id());
    }

    void failed(Metadata event, Throwable cause) {
        failed.putIfAbsent(event.streamId(), new Failed(event, cause));
    }

    boolean isDone(Metadata event) {
        return done.contains(event.id());
    }

    boolean hasFailed(UUID stream) {
        return failed.containsKey(stream);
    }

    Map<UUID, Failed> failures() {
        return failed;
    }
}
