package dev.cinestream.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.eventsourcing.command.CommandResult;
import dev.cinestream.eventsourcing.decider.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {

    record No(Kind kind) implements Rejection {
        @Override
        public String code() {
            return "it-is-so";
        }

        @Override
        public String detail() {
            return "It is so.";
        }
    }

    @ParameterizedTest
    @CsvSource({"INVALID, 422", "NOT_FOUND, 404", "CONFLICT, 409"})
    void a_rejection_keeps_its_code_and_its_kind_is_the_status(Rejection.Kind kind, int status) {
        Problem problem = problemOf(new CommandResult.Rejected<>(new No(kind)));

        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.type()).isEqualTo("/problems/it-is-so");
        assertThat(problem.title()).isEqualTo("It is so");
    }

    @Test
    void a_stale_revision_tells_both_revisions() {
        Problem problem = problemOf(new CommandResult.StaleRevision<>(3, 5));

        assertThat(problem.status()).isEqualTo(412);
        assertThat(problem.more()).isEqualTo(Map.of("expectedRevision", 3L, "actualRevision", 5L));
    }

    @Test
    void a_reused_key_and_an_event_too_large_cannot_be_processed() {
        assertThat(problemOf(new CommandResult.CommandIdReused<>()).code())
                .isEqualTo("idempotency-key-reused");
        assertThat(problemOf(new CommandResult.Unpublishable<>("too large")).status())
                .isEqualTo(422);
    }

    @Test
    void a_repetition_is_the_same_command_and_another_body_is_another_fingerprint() {
        var first = request("k").context("", bytes("a"));
        var again = request("k").context("", bytes("a"));
        var other = request("k").context("", bytes("b"));

        assertThat(again).isEqualTo(first);
        assertThat(first.commandId()).isEqualTo("ada:k");
        assertThat(other.commandId()).isEqualTo(first.commandId());
        assertThat(other.fingerprint()).isNotEqualTo(first.fingerprint());
    }

    @Test
    void without_a_key_each_request_is_a_command_of_its_own() {
        assertThat(request(null).context("", bytes("a")).commandId())
                .isNotEqualTo(request(null).context("", bytes("a")).commandId());
    }

    private static Problem problemOf(CommandResult<No> result) {
        return catchThrowableOfType(ProblemException.class, () -> Commands.committed(result))
                .problem();
    }

    private static CommandRequest request(@Nullable String key) {
        return new CommandRequest(
                "POST", "/v1/x", "ada", key, null, Durability.COMMIT, "c", null, null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
