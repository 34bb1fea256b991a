package dev.cinestream.admin.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandContext;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.eventsourcing.counter.Counter;
import dev.cinestream.eventsourcing.counter.CounterProjection;
import dev.cinestream.eventsourcing.decider.Personal;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.identity.Roles;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What support and ops see and do at the admin API (CS-9, CS-10).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class AdminIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);

    @Inject Callers callers;
    @Inject CommandBus bus;
    @Inject CounterProjection projection;

    @AfterEach
    void poisonous() {
        projection.cure(false);
    }

    @Test
    void the_outbox_tells_what_waits_and_in_which_tables() {
        JsonPath outbox = read("/admin/outbox");
        assertThat(outbox.getLong("waitingTransactions")).isNotNegative();
        assertThat(outbox.getList("slots")).hasSize(3);
        assertThat(outbox.getList("slots.state")).contains("writing");
    }

    @Test
    void each_lane_group_has_a_lease_that_one_living_instance_holds() {
        JsonPath leases = read("/admin/leases");
        assertThat(leases.getList("$")).hasSize(16);
        assertThat(leases.getList("held", Boolean.class)).containsOnly(true);
        assertThat(read("/admin/instances").getList("findAll { it.alive }.id"))
                .containsAll(leases.getList("owner"));
    }

    @Test
    void consumer_groups_are_told_with_their_lag_by_partition() {
        await().atMost(AT_MOST)
                .until(() -> read("/admin/consumer-groups").getList("name").contains("counters"));
        JsonPath groups = read("/admin/consumer-groups");
        assertThat(groups.getList("find { it.name == 'counters' }.partitions")).hasSize(8);
        assertThat(groups.getList("find { it.name == 'counters' }.partitions.member"))
                .doesNotContainNull();
    }

    @Test
    void a_poisoned_stream_is_seen_redriven_when_it_is_cured_and_free_then() {
        UUID stream = poisoned();
        String path = "/admin/quarantine/counters/" + stream;

        assertThat(read(path).getString("items[-1].type")).isEqualTo("test.counter-raised.v2");
        JsonPath still = ops("/redrive", stream, "").jsonPath();
        assertThat(still.getBoolean("free")).isFalse();
        assertThat(still.getString("error")).contains("cannot apply");

        projection.cure(true);
        assertThat(ops("/redrive", stream, "").jsonPath().getBoolean("free")).isTrue();
        assertThat(callers.as("olga", Roles.OPS).get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void a_poison_event_is_discarded_with_a_reason_and_only_with_one() {
        UUID stream = poisoned();
        assertThat(ops("/discard", stream, "{\"reason\": \" \"}").statusCode()).isEqualTo(400);

        Response discarded = ops("/discard", stream, "{\"reason\": \"double import\"}");
        assertThat(discarded.statusCode()).as(discarded.asString()).isEqualTo(200);
        assertThat(discarded.jsonPath().getString("discarded.type"))
                .isEqualTo("test.counter-raised.v2");
        assertThat(discarded.jsonPath().getBoolean("free")).isTrue();
    }

    @Test
    void the_quarantine_is_listed_page_by_page() {
        poisoned();
        poisoned();
        JsonPath first = read("/admin/quarantine?consumer=counters&limit=1");
        JsonPath second =
                read("/admin/quarantine?consumer=counters&limit=1&cursor=" + first.get("next"));
        assertThat(second.getString("items[0].streamId"))
                .isNotNull()
                .isNotEqualTo(first.getString("items[0].streamId"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/quarantine?consumer=nothing",
                "/admin/quarantine/nothing/018f0000-0000-7000-8000-000000000000",
                "/admin/quarantine/counters/018f0000-0000-7000-8000-000000000000",
                "/admin/streams/test.counter/018f0000-0000-7000-8000-000000000000",
                "/admin/streams/test.counter/018f0000-0000-7000-8000-000000000000/state",
                "/admin/streams/test.nothing/018f0000-0000-7000-8000-000000000000"
            })
    void what_is_not_there_is_a_404(String path) {
        Response response = callers.as("olga", Roles.OPS).get(path);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.contentType()).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/quarantine?limit=0",
                "/admin/quarantine?limit=many",
                "/admin/quarantine?cursor=made-up",
                "/admin/quarantine/counters/17",
                "/admin/streams/test.counter/018f0000-0000-7000-8000-000000000000?from=0",
                "/admin/streams/test.counter/018f0000-0000-7000-8000-000000000000/state?at=noon",
                "/admin/audit?from=yesterday"
            })
    void what_is_not_of_the_form_is_a_400(String path) {
        Response response = callers.as("olga", Roles.OPS).get(path);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(400);
        assertThat(response.contentType()).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"outbox", "leases", "instances", "consumer-groups", "quarantine", "audit"})
    void viewers_and_editors_are_not_let_in_and_nobody_is_not_even_known(String resource) {
        String path = "/admin/" + resource;
        assertThat(callers.as("vera", Roles.VIEWER, Roles.EDITOR).get(path).statusCode())
                .isEqualTo(403);
        assertThat(given().get(path).statusCode()).isEqualTo(401);
    }

    @Test
    void support_sees_the_quarantine_and_changes_nothing() {
        assertThat(callers.as("sam", Roles.SUPPORT).get("/admin/quarantine").statusCode())
                .isEqualTo(200);
        String path = "/admin/quarantine/counters/" + Uuid7.next();
        assertThat(callers.as("sam", Roles.SUPPORT).post(path + "/redrive").statusCode())
                .isEqualTo(403);
        assertThat(
                        callers.as("sam", Roles.SUPPORT)
                                .body("{\"reason\": \"why not\"}")
                                .post(path + "/discard")
                                .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_streams_history_says_who_when_and_why_and_that_it_is_intact() {
        UUID stream = raised(2, 3);
        JsonPath first = read("/admin/streams/test.counter/" + stream + "?limit=1");
        assertThat(first.getString("items[0].event.actor")).isEqualTo("alice");
        assertThat(first.getString("items[0].event.reason")).isEqualTo("because");
        assertThat(first.getInt("items[0].event.event.by")).isEqualTo(2);
        assertThat(first.getBoolean("items[0].intact")).isTrue();
        assertThat(first.getString("items[0].at")).startsWith("cinestream.test.counter/");

        JsonPath second =
                read("/admin/streams/test.counter/" + stream + "?from=" + first.getInt("next"));
        assertThat(second.getInt("items[0].event.revision")).isEqualTo(2);
        assertThat(second.getList("items")).hasSize(1);
    }

    @Test
    void a_streams_state_is_told_after_a_revision_at_a_moment_and_now() {
        UUID stream = raised(2, 3);
        String path = "/admin/streams/test.counter/" + stream;
        String moment = read(path).getString("items[0].event.recordedAt");

        assertThat(read(path + "/state?revision=1").getInt("state.value")).isEqualTo(2);
        assertThat(read(path + "/state?at=" + moment).getInt("state.value")).isEqualTo(2);
        assertThat(read(path + "/state").getInt("state.value")).isEqualTo(5);
    }

    @Test
    void projections_are_told_with_their_lag_in_events_and_seconds() {
        JsonPath projections = read("/admin/projections");
        assertThat(projections.getList("name")).contains("catalog", "counters", "audit");
        assertThat(projections.getInt("find { it.name == 'counters' }.generation.number"))
                .isPositive();
        assertThat(projections.getDouble("find { it.name == 'counters' }.secondsBehind"))
                .isNotNegative();
        assertThat(read("/admin/consumers").getList("name")).contains("log-index", "counters");
    }

    @Test
    void integrity_counts_events_from_the_commit_to_each_consumer() {
        raised(2, 3);
        await().atMost(AT_MOST)
                .untilAsserted(() -> {
                    JsonPath integrity = read("/admin/integrity?category=test.counter");
                    long committed = integrity.getLong("categories[0].committed");
                    assertThat(committed).isPositive();
                    assertThat(integrity.getLong("categories[0].inLog")).isEqualTo(committed);
                    assertThat(integrity.getLong("categories[0].inOutbox")).isZero();
                    assertThat(integrity.getLong("categories[0].applied.counters"))
                            .isEqualTo(committed);
                });
    }

    @Test
    void an_erased_person_is_a_blank_in_the_history() {
        UUID stream = Uuid7.next();
        UUID ada = Uuid7.next();
        execute(stream, new Counter.Sign(Personal.of(ada, "Ada")));
        String path = "/admin/streams/test.counter/" + stream;
        assertThat(read(path).getString("items[0].event.event")).contains("Ada");

        Response erased =
                callers.as("anna", Roles.ADMIN)
                        .body("{\"reason\": \"asked for it\"}")
                        .post("/admin/subjects/" + ada + "/erase");
        assertThat(erased.statusCode()).as(erased.asString()).isEqualTo(200);
        assertThat(read(path).prettify()).doesNotContain("Ada");
        assertThat(
                        callers.as("olga", Roles.OPS)
                                .body("{\"reason\": \"asked for it\"}")
                                .post("/admin/subjects/" + ada + "/erase")
                                .statusCode())
                .isEqualTo(403);
    }

    private JsonPath read(String path) {
        Response response = callers.as("olga", Roles.OPS).get(path);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath();
    }

    private Response ops(String action, UUID stream, String body) {
        var request = callers.as("olga", Roles.OPS);
        if (!body.isEmpty()) {
            request.body(body);
        }
        return request.post("/admin/quarantine/counters/" + stream + action);
    }

    private UUID raised(int... amounts) {
        UUID stream = Uuid7.next();
        for (int amount : amounts) {
            execute(stream, new Counter.Raise(amount, ""));
        }
        return stream;
    }

    private void execute(UUID stream, Counter.Command command) {
        String id = "alice:" + Uuid7.next();
        var context =
                new CommandContext(
                        id,
                        "f",
                        null,
                        "alice",
                        "correlation",
                        id,
                        "because",
                        null,
                        Durability.COMMIT);
        bus.execute(Counter.TYPE, stream, command, context).await().atMost(AT_MOST);
    }

    private UUID poisoned() {
        UUID stream = raised(CounterProjection.POISON);
        await().atMost(AT_MOST)
                .until(() ->
                        callers.as("olga", Roles.OPS)
                                        .get("/admin/quarantine/counters/" + stream)
                                        .statusCode()
                                == 200);
        return stream;
    }
}
