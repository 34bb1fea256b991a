package dev.cinestream.eventsourcing.process;

import dev.cinestream.eventsourcing.decider.DerivedId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Ids of commands that follow from a cause, so that a reaction that happens twice sends the same commands twice.
final class DerivedIds {

    private DerivedIds() {}

    /// An id for each command, in order. It derives from the cause and from the aggregate, and from the place among the
    /// commands for the same aggregate; not from the place among all, because a policy that looks something up may find
    /// more aggregates when it is asked again.
    static List<String> commandIds(Cause cause, List<AddressedCommand<?, ?, ?, ?>> commands) {
        Map<String, Integer> places = new HashMap<>();
        List<String> ids = new ArrayList<>(commands.size());
        for (AddressedCommand<?, ?, ?, ?> each : commands) {
            String category = each.type().category();
            String stream = each.streamId().toString();
            int place = places.merge(category + "/" + stream, 1, Integer::sum);
            UUID id =
                    DerivedId.of(
                            cause.reaction(),
                            cause.causationId(),
                            category,
                            stream,
                            Integer.toString(place));
            ids.add(cause.actor() + ":" + id);
        }
        return ids;
    }
}
