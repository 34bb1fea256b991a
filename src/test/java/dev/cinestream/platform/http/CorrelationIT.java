package dev.cinestream.platform.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.eventsourcing.quarantine.Quarantine;
import dev.cinestream.platform.identity.Roles;
import dev.cinestream.platform.identity.TokenVerification;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A log line tells of which request it is, wherever the request has got to (CS-10).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class CorrelationIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final Logger LOG = Logger.getLogger(Quarantine.class.getName());

    private static final PatternFormatter TEXT = new PatternFormatter("%s");

    @Inject TokenVerification verification;

    private final Lines lines = new Lines();

    private static final class Lines extends ExtHandler {
        private final List<ExtLogRecord> records = new CopyOnWriteArrayList<>();

        @Override
        protected void doPublish(ExtLogRecord line) {
            line.copyMdc();
            records.add(line);
        }

        Map<String, ExtLogRecord> byCorrelation() {
            return records.stream()
                    .filter(line -> line.getMdc(Correlation.FIELD) != null)
                    .collect(
                            Collectors.toMap(
                                    line -> line.getMdc(Correlation.FIELD),
                                    line -> line,
                                    (one, _) -> one));
        }
    }

    @BeforeEach
    void listen() {
        LOG.addHandler(lines);
    }

    @AfterEach
    void stopListening() {
        LOG.removeHandler(lines);
    }

    @Test
    void a_line_behind_an_asynchronous_step_has_the_ids_of_its_own_request() {
        List<String> ids = IntStream.range(0, 20).mapToObj(_ -> Uuid7.next().toString()).toList();
        Map<String, String> streams =
                ids.stream().collect(Collectors.toMap(id -> id, _ -> Uuid7.next().toString()));

        ids.parallelStream().forEach(id -> redrive(Objects.requireNonNull(streams.get(id)), id));

        await().atMost(AT_MOST).until(() -> lines.byCorrelation().keySet().containsAll(ids));
        for (String id : ids) {
            ExtLogRecord line = Objects.requireNonNull(lines.byCorrelation().get(id));
            assertThat(TEXT.format(line)).contains(streams.get(id));
            assertThat(line.getMdc(Correlation.TRACE_FIELD)).isEqualTo(TRACE);
        }
    }

    @Test
    void an_answer_carries_the_callers_id_or_a_new_one() {
        assertThat(
                        given().header(Correlation.HEADER, "mine")
                                .get("/v1/nothing")
                                .header(Correlation.HEADER))
                .isEqualTo("mine");
        assertThat(
                        given().header(Correlation.HEADER, "not one")
                                .get("/v1/nothing")
                                .header(Correlation.HEADER))
                .hasSize(36);
    }

    /// Its log line comes after the audit entry was committed.
    private void redrive(String stream, String correlation) {
        String token =
                verification
                        .developmentTokens()
                        .orElseThrow()
                        .issue("olga", Set.of(Roles.OPS), Duration.ofMinutes(5));
        given().auth()
                .oauth2(token)
                .header(Correlation.HEADER, correlation)
                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .post("/admin/quarantine/counters/" + stream + "/redrive");
    }
}
