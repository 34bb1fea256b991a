package dev.cinestream.chaos;

import dev.cinestream.chaos.Findings.Kind;
import java.time.DateTimeException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Judges a run from what is left of it: every record of every topic, the engine's tables, and what the clients were
/// answered. Guards CS-7, CS-8 and CS-9. Shares no code with the engine, so that both can hardly be wrong in the same way.
///
/// Read all records first, each partition in the order of its offsets; then judge, once.
final class LogChecker {

    private final Findings findings = new Findings();
    private final Map<String, LaneLog> lanes = new TreeMap<>();
    private final Map<String, StreamLog> streams = new HashMap<>();

    void read(LogRecord read) {
        try {
            lanes.computeIfAbsent(read.lane(), lane -> new LaneLog(lane, findings)).read(read);
        } catch (IllegalArgumentException e) {
            findings.add(
                    Kind.CHANGED, "%s is no event: %s".formatted(read.place(), e.getMessage()));
        }
    }

    /// @return what is wrong with the log and with what was answered about it
    Findings judge(Collection<Answered> answered) {
        Effects effects = new Effects(findings);
        for (LaneLog lane : lanes.values()) {
            lane.end();
            boolean holes = lane.hasHoles();
            lane.events().forEach(event -> follow(event, holes, effects));
        }
        effects.checkAll();
        effects.check(answered);
        return findings;
    }

    /// @return the same, with what is wrong in the tables
    Findings judge(Collection<Answered> answered, Tables tables) {
        judge(answered);
        compareHeads(tables.heads());
        lanes.forEach((lane, log) ->
                compare("engine.lane " + lane, log.last(), tables.lanes().get(lane)));
        tables.lanes()
                .forEach((lane, sequence) -> {
                    if (sequence > 0 && !lanes.containsKey(lane)) {
                        findings.add(
                                Kind.LOST,
                                "nothing of %s is in the log, of %d events"
                                        .formatted(lane, sequence));
                    }
                });
        tables.undelivered()
                .forEach(group -> findings.add(Kind.TABLES, "outbox not drained: " + group));
        tables.parked().forEach(stream -> findings.add(Kind.TABLES, "in quarantine: " + stream));
        tables.watermarks().forEach(this::compareWatermarks);
        answered.stream()
                .filter(Answered::accepted)
                .forEach(a ->
                        compare(
                                "engine.command " + a.commandId(),
                                a.revision(),
                                tables.commands().get(a.commandId())));
        return findings;
    }

    /// Copies of events after their first occurrence.
    long repeats() {
        return lanes.values().stream().mapToLong(LaneLog::repeats).sum();
    }

    /// The first occurrences of a category, each stream's in order.
    Stream<LogRecord> events(String category) {
        List<LaneLog> ofCategory =
                lanes.entrySet().stream()
                        .filter(lane -> lane.getKey().startsWith(category + ":"))
                        .map(Map.Entry::getValue)
                        .toList();
        return ofCategory.stream().flatMap(LaneLog::events);
    }

    private void follow(LogRecord event, boolean holes, Effects effects) {
        try {
            streams.computeIfAbsent(event.stream(), stream -> new StreamLog(stream, findings))
                    .read(event, holes);
            effects.read(event);
        } catch (IllegalArgumentException | DateTimeException e) {
            findings.add(
                    Kind.CHANGED, "%s is no event: %s".formatted(event.place(), e.getMessage()));
        }
    }

    private void compareHeads(Map<String, Tables.Head> heads) {
        streams.forEach((stream, log) -> {
            var head = heads.get(stream);
            if (head == null
                    || head.revision() != log.revision()
                    || !head.checksum().equals(log.checksum())) {
                findings.add(
                        Kind.TABLES,
                        "head of %s is %s, the log ends with revision %d, %s"
                                .formatted(stream, head, log.revision(), log.checksum()));
            }
        });
        heads.keySet().stream()
                .filter(stream -> !streams.containsKey(stream))
                .forEach(stream -> findings.add(Kind.LOST, "head without any event: " + stream));
    }

    /// A consumer follows whole categories.
    private void compareWatermarks(String consumer, Map<String, Long> applied) {
        var categories = applied.keySet().stream().map(LogChecker::categoryOf).distinct().toList();
        lanes.forEach((lane, log) -> {
            if (categories.contains(categoryOf(lane))) {
                compare(
                        "engine.inbox %s %s".formatted(consumer, lane),
                        log.last(),
                        applied.get(lane));
            }
        });
    }

    private static String categoryOf(String lane) {
        return lane.substring(0, lane.lastIndexOf(':'));
    }

    private void compare(String what, long expected, @org.jspecify.annotations.Nullable Long is) {
        if (is == null || is != expected) {
            findings.add(Kind.TABLES, "%s is %s instead of %d".formatted(what, is, expected));
        }
    }
}
