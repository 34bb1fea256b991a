package dev.cinestream.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.chaos.Findings.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The checker finds every kind of damage that is planted, and nothing else (CS-7, CS-8, CS-9).
class LogCheckerTest {

    private static final int STREAMS = 3;
    private static final int EVENTS_EACH = 4;

    private final List<LogRecord> log = new ArrayList<>();
    private final List<Answered> answered = new ArrayList<>();
    private final Map<String, Tables.Head> heads = new HashMap<>();

    LogCheckerTest() {
        String[] before = new String[STREAMS];
        java.util.Arrays.fill(before, "0".repeat(64));
        long sequence = 0;
        for (int revision = 1; revision <= EVENTS_EACH; revision++) {
            for (int stream = 0; stream < STREAMS; stream++) {
                sequence++;
                String command = "editor:%d-%d".formatted(stream, revision);
                LogRecord event = event(stream, revision, sequence, command, before[stream]);
                before[stream] = event.text("ce_checksum");
                log.add(event);
                heads.put(event.stream(), new Tables.Head(revision, before[stream]));
                answered.add(
                        new Answered(
                                command,
                                event.stream(),
                                revision - 1,
                                revision,
                                "content.title:5:" + sequence,
                                true));
            }
        }
    }

    @Test
    void an_undamaged_run_has_no_findings() {
        assertThat(judged().told()).isEmpty();
    }

    @Test
    void a_repeat_under_another_epoch_is_counted_and_is_no_fault() {
        log.add(with(log.get(4), "ce_epoch", "9"));
        LogChecker checker = checker();
        assertThat(checker.judge(answered).told()).isEmpty();
        assertThat(checker.repeats()).isEqualTo(1);
    }

    @Test
    void a_hole_is_a_loss() {
        LogRecord gone = log.remove(4);
        Findings found = judged();
        assertThat(found.count(Kind.LOST))
                .isEqualTo(2); // the event, and the command it answers for
        assertThat(found.told()).anyMatch(text -> text.contains("content.title:5:5"));
        assertThat(found.told()).anyMatch(text -> text.contains(gone.text("ce_causationid")));
    }

    @Test
    void a_loss_at_the_end_of_a_lane_is_found_by_the_counter() {
        log.removeLast();
        assertThat(judged().told()).anyMatch(text -> text.contains("engine.lane content.title:5"));
    }

    @Test
    void a_repeat_that_differs_is_a_change() {
        log.add(with(log.get(4), "ce_actor", "mallory"));
        assertThat(judged().counts()).isEqualTo(Map.of(Kind.CHANGED, 1L));
    }

    @Test
    void two_events_in_the_wrong_order_are_a_reorder() {
        Collections.swap(log, 4, 5);
        assertThat(judged().counts()).isEqualTo(Map.of(Kind.REORDERED, 1L));
    }

    @Test
    void a_changed_byte_is_found() {
        log.get(4).value()[2] ^= 1;
        assertThat(judged().counts()).isEqualTo(Map.of(Kind.CHANGED, 1L));
    }

    @Test
    void a_changed_header_is_found() {
        log.set(4, with(log.get(4), "ce_actor", "mallory"));
        assertThat(judged().counts()).isEqualTo(Map.of(Kind.CHANGED, 1L));
    }

    @Test
    void a_command_that_took_effect_twice_is_doubled() {
        String command = log.get(1).text("ce_causationid");
        LogRecord again =
                event(1, EVENTS_EACH + 1, log.size() + 1, command, log.get(10).text("ce_checksum"));
        log.add(again);
        assertThat(checker().judge(List.of()).counts()).isEqualTo(Map.of(Kind.DOUBLED, 1L));
        assertThat(checker().judge(answered).count(Kind.DOUBLED)).isEqualTo(2);
    }

    @Test
    void a_revision_that_is_there_twice_is_doubled() {
        LogRecord last = log.get(10);
        log.add(event(1, EVENTS_EACH, log.size() + 1, "editor:other", last.text("ce_checksum")));
        assertThat(checker().judge(List.of()).count(Kind.DOUBLED)).isEqualTo(1);
    }

    @Test
    void an_acknowledged_command_without_an_event_is_lost() {
        answered.add(new Answered("editor:gone", log.getFirst().stream(), 4, 5, "", true));
        assertThat(checker().judge(answered).counts()).isEqualTo(Map.of(Kind.LOST, 1L));
    }

    @Test
    void a_command_accepted_without_events_is_no_loss() {
        answered.add(new Answered("editor:same-again", log.getFirst().stream(), 4, 4, "", true));
        assertThat(checker().judge(answered).told()).isEmpty();
    }

    @Test
    void a_refused_command_that_took_effect_is_misanswered() {
        Answered first = answered.removeFirst();
        answered.add(new Answered(first.commandId(), first.stream(), 0, 0, "", false));
        assertThat(judged().counts()).isEqualTo(Map.of(Kind.MISANSWERED, 1L));
    }

    @Test
    void an_answer_with_another_place_is_misanswered() {
        Answered first = answered.removeFirst();
        answered.add(
                new Answered(first.commandId(), first.stream(), 0, 1, "content.title:5:2", true));
        assertThat(judged().counts()).isEqualTo(Map.of(Kind.MISANSWERED, 1L));
    }

    @Test
    void a_head_that_is_not_the_end_of_its_stream_is_found() {
        heads.replaceAll((_, head) -> new Tables.Head(head.revision() + 1, head.checksum()));
        assertThat(judged().counts()).isEqualTo(Map.of(Kind.TABLES, 3L));
    }

    private Findings judged() {
        return checker().judge(answered, tables());
    }

    private LogChecker checker() {
        LogChecker checker = new LogChecker();
        log.forEach(checker::read);
        return checker;
    }

    private Tables tables() {
        Map<String, Long> commands = new HashMap<>();
        answered.forEach(answer -> commands.put(answer.commandId(), answer.revision()));
        Map<String, Long> lanes = Map.of("content.title:5", (long) STREAMS * EVENTS_EACH);
        return new Tables(heads, lanes, List.of(), Map.of("catalog", lanes), List.of(), commands);
    }

    private static LogRecord event(
            int stream, long revision, long sequence, String command, String before) {
        String subject = new UUID(7, stream).toString();
        Map<String, String> headers = new HashMap<>();
        headers.put("ce_id", new UUID(sequence, revision).toString());
        headers.put("ce_type", "content.names-changed.v1");
        headers.put("ce_source", "/cinestream/content.title");
        headers.put("ce_subject", subject);
        headers.put("ce_time", "2026-01-01T00:00:%02d.000001Z".formatted(sequence));
        headers.put("ce_revision", Long.toString(revision));
        headers.put("ce_lane", "5");
        headers.put("ce_sequence", Long.toString(sequence));
        headers.put("ce_epoch", "1");
        headers.put("ce_causationid", command);
        headers.put("ce_actor", "editor");
        byte[] value = "{\"name\":\"%d\"}".formatted(sequence).getBytes(UTF_8);
        var unsigned = new LogRecord("t/1@" + sequence, 1, subject, headers, value);
        return with(unsigned, "ce_checksum", unsigned.chained(before));
    }

    private static LogRecord with(LogRecord event, String header, String text) {
        Map<String, String> headers = new HashMap<>(event.headers());
        headers.put(header, text);
        return new LogRecord(
                event.place() + "'",
                event.partition(),
                event.key(),
                headers,
                event.value().clone());
    }
}
