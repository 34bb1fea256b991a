package dev.cinestream.eventsourcing.command;

import dev.cinestream.Seeded;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.eventsourcing.counter.Counter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A sequence of commands with everything in it that may go wrong: refusals, stale revisions, bugs, commands that come
/// again, and keys that are used for something else.
final class CommandScript {

    /// @param key number of its command id within the script
    record Step(
            int stream,
            Counter.Command command,
            @Nullable Long expected,
            int key,
            String fingerprint) {

        CommandContext context(String run, Durability durability) {
            String id = run + ":" + key;
            return new CommandContext(
                    id, fingerprint, expected, "alice", run, id, null, null, durability);
        }
    }

    private CommandScript() {}

    static List<Step> of(Seeded random, int streams, int length) {
        List<Step> steps = new ArrayList<>();
        while (steps.size() < length) {
            if (!steps.isEmpty() && random.oneIn(6)) {
                Step before = steps.get(random.below(steps.size()));
                steps.add(random.oneIn(3) ? changed(before) : before);
            } else {
                steps.add(fresh(random, streams, steps.size()));
            }
        }
        return steps;
    }

    private static Step changed(Step before) {
        return new Step(
                before.stream(), new Counter.Raise(1, ""), null, before.key(), "something else");
    }

    private static Step fresh(Seeded random, int streams, int key) {
        Counter.Command command =
                switch (random.below(10)) {
                    case 0 -> new Counter.Raise(0, "");
                    case 1 -> new Counter.Raise(Counter.LIMIT + 1, "");
                    case 2 -> new Counter.Break();
                    default ->
                            new Counter.Raise(1 + random.below(100), "x".repeat(random.below(300)));
                };
        Long expected = random.oneIn(4) ? Long.valueOf(random.below(8)) : null;
        return new Step(random.below(streams), command, expected, key, "as it was");
    }

    static String told(CommandResult<Counter.TooHigh> result) {
        return switch (result) {
            case CommandResult.Committed<Counter.TooHigh> done ->
                    "committed at " + done.revision() + (done.replayed() ? " again" : "");
            case CommandResult.Rejected<Counter.TooHigh> _ -> "rejected";
            case CommandResult.StaleRevision<Counter.TooHigh> stale ->
                    "stale, it is at " + stale.actual();
            case CommandResult.CommandIdReused<Counter.TooHigh> _ -> "key used";
            case CommandResult.Unpublishable<Counter.TooHigh> _ -> "unpublishable";
        };
    }
}
