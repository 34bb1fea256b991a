package dev.cinestream.chaos;

import dev.cinestream.chaos.Findings.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What each command did, by the cause its events name: one unbroken run of one stream's revisions, decided at one moment.
final class Effects {

    private final Findings findings;
    private final Map<String, Map<String, List<LogRecord>>> byCause = new HashMap<>();

    Effects(Findings findings) {
        this.findings = findings;
    }

    void read(LogRecord event) {
        byCause.computeIfAbsent(event.text("ce_causationid"), _ -> new HashMap<>(2))
                .computeIfAbsent(event.stream(), _ -> new ArrayList<>(2))
                .add(event);
    }

    /// No command did its work twice, whether it was answered or not.
    void checkAll() {
        byCause.forEach((cause, streams) -> streams.values().forEach(run -> checkRun(cause, run)));
    }

    void check(Collection<Answered> answered) {
        answered.forEach(this::check);
    }

    private void checkRun(String cause, List<LogRecord> run) {
        LogRecord before = run.getFirst();
        for (LogRecord event : run.subList(1, run.size())) {
            boolean next = event.number("ce_revision") == before.number("ce_revision") + 1;
            if (!next || !event.text("ce_time").equals(before.text("ce_time"))) {
                findings.add(
                        Kind.DOUBLED,
                        "command %s took effect at %s and at %s"
                                .formatted(cause, before.place(), event.place()));
                return;
            }
            before = event;
        }
    }

    private void check(Answered answer) {
        Map<String, List<LogRecord>> streams = byCause.getOrDefault(answer.commandId(), Map.of());
        if (!answer.tookEffect()) {
            if (!streams.isEmpty()) {
                findings.add(
                        Kind.MISANSWERED,
                        "%s has an effect but was answered otherwise".formatted(answer));
            }
        } else if (streams.isEmpty()) {
            findings.add(Kind.LOST, "no event of " + answer);
        } else if (streams.size() > 1) {
            findings.add(Kind.DOUBLED, "%s is in %s".formatted(answer, streams.keySet()));
        } else {
            compare(answer, streams.values().iterator().next());
        }
    }

    private void compare(Answered answer, List<LogRecord> run) {
        long events = answer.revision() - answer.expected();
        if (run.size() != events) {
            findings.add(
                    run.size() > events ? Kind.DOUBLED : Kind.LOST,
                    "%d events of %s".formatted(run.size(), answer));
            return;
        }
        LogRecord last = run.getLast();
        boolean placed =
                last.stream().equals(answer.stream())
                        && last.number("ce_revision") == answer.revision();
        String token = last.lane() + ":" + last.number("ce_sequence");
        if (!placed || !(answer.token().isEmpty() || answer.token().equals(token))) {
            findings.add(
                    Kind.MISANSWERED,
                    "%s, but it is at %s (%s)".formatted(answer, last.place(), token));
        }
    }
}
