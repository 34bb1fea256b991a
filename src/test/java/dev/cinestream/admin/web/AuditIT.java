package dev.cinestream.admin.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.http.Correlation;
import dev.cinestream.platform.identity.Roles;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/// Who did what, when and why through the admin API is an event like any other (CS-8, CS-10).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class AuditIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);

    @Inject Callers callers;

    private final String correlation = Uuid7.next().toString();

    @Test
    void a_look_leaves_an_entry_with_who_what_when_and_why() {
        int status =
                callers.as("olga", Roles.OPS)
                        .header("Reason", "lag alert")
                        .header(Correlation.HEADER, correlation)
                        .get("/admin/outbox")
                        .statusCode();
        assertThat(status).isEqualTo(200);

        Map<String, Object> entry = onlyEntry();
        assertThat(entry)
                .containsEntry("actor", "olga")
                .containsEntry("roles", List.of("ops"))
                .containsEntry("action", "outbox.read")
                .containsEntry("reason", "lag alert")
                .containsEntry("outcome", "DONE");
        assertThat(entry.get("at")).asString().isNotBlank();
    }

    @Test
    void a_change_that_is_refused_is_begun_and_ended() {
        int status =
                callers.as("olga", Roles.OPS)
                        .header(Correlation.HEADER, correlation)
                        .post("/admin/quarantine/counters/" + Uuid7.next() + "/redrive")
                        .statusCode();
        assertThat(status).isEqualTo(404);

        Map<String, Object> entry = onlyEntry();
        assertThat(entry)
                .containsEntry("action", "quarantine.redrive")
                .containsEntry("outcome", "REFUSED")
                .containsEntry("detail", "not-parked");
        assertThat(entry.get("endedAt")).isNotNull();
    }

    @Test
    void who_is_not_let_in_leaves_an_entry_too() {
        var refused =
                callers.as("vera", Roles.VIEWER)
                        .header(Correlation.HEADER, correlation)
                        .get("/admin/outbox");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.contentType()).startsWith("application/problem+json");

        assertThat(onlyEntry())
                .containsEntry("actor", "vera")
                .containsEntry("action", "denied")
                .containsEntry("target", "GET /admin/outbox")
                .containsEntry("outcome", "REFUSED");
    }

    @Test
    void nobody_is_not_let_in_at_all() {
        var refused = given().get("/admin/audit");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.contentType()).startsWith("application/problem+json");
    }

    @Test
    void an_entry_lies_in_the_topic_audit_log_as_an_event() {
        callers.as("olga", Roles.OPS)
                .header(Correlation.HEADER, correlation)
                .header("Prefer", "durability=log")
                .get("/admin/leases");

        List<String> payloads = inKafka();
        assertThat(payloads).singleElement().asString().contains("leases.read", "ops");
    }

    @Test
    void a_page_goes_on_after_the_one_before() {
        for (int i = 0; i < 3; i++) {
            callers.as("olga", Roles.OPS)
                    .header(Correlation.HEADER, correlation)
                    .get("/admin/instances");
        }
        await().atMost(AT_MOST).until(() -> entries(3).size() == 3);
        var first = page("limit", "2");
        var second = page("cursor", first.getString("next"));

        List<String> ids = new ArrayList<>(first.getList("items.id"));
        ids.addAll(second.getList("items.id"));
        assertThat(ids).hasSize(3).doesNotHaveDuplicates();
        assertThat(second.getString("next")).isNull();
    }

    private io.restassured.path.json.JsonPath page(String parameter, String value) {
        return callers.as("auditor", Roles.ADMIN)
                .queryParam("correlationId", correlation)
                .queryParam(parameter, value)
                .get("/admin/audit")
                .jsonPath();
    }

    private Map<String, Object> onlyEntry() {
        await().atMost(AT_MOST)
                .until(() -> entries(10).stream().anyMatch(each -> each.get("outcome") != null));
        List<Map<String, Object>> found = entries(10);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private List<Map<String, Object>> entries(int limit) {
        return page("limit", Integer.toString(limit)).getList("items");
    }

    private List<String> inKafka() {
        Map<String, Object> config = Map.of("bootstrap.servers", EmbeddedParts.kafkaBootstrap());
        List<String> found = new ArrayList<>();
        try (var consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> all =
                    consumer.partitionsFor("audit-log").stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            assertThat(all).hasSize(6);
            consumer.assign(all);
            consumer.seekToBeginning(all);
            var ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(each -> {
                            var header = each.headers().lastHeader("ce_correlationid");
                            if (new String(header.value(), java.nio.charset.StandardCharsets.UTF_8)
                                    .equals(correlation)) {
                                found.add(each.value());
                            }
                        });
            }
        }
        return found;
    }
}
