package dev.cinestream.platform.health;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.log.LogLayout;
import dev.cinestream.eventsourcing.outbox.OutboxRelay;
import dev.cinestream.eventsourcing.status.Broker;
import dev.cinestream.eventsourcing.status.OutboxStatus;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

/// Ready says which part is not and why (CS-10).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class HealthIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final String NOBODY = "127.0.0.1:1";

    @Inject OutboxRelay relay;
    @Inject LogLayout layout;
    @Inject Vertx vertx;

    @Test
    void with_all_parts_there_it_is_ready_and_says_of_each_how_it_is() {
        Response ready = get("/q/health/ready");
        assertThat(ready.statusCode()).as(ready.asString()).isEqualTo(200);
        assertThat(ready.<java.util.List<String>>path("checks.name"))
                .contains("postgres", "kafka", "topics", "relay", "projections");
        assertThat(ready.<Integer>path("checks.find { it.name == 'kafka' }.data.brokers"))
                .isEqualTo(1);
        assertThat(ready.asString()).contains("groupsNobodyRelays", "counters");
    }

    @Test
    void it_lives_and_has_started() {
        assertThat(get("/q/health/live").asString()).contains("relay-thread", "\"UP\"");
        assertThat(get("/q/health/started").asString()).contains("engine", "\"UP\"");
    }

    @Test
    void without_its_relay_it_is_not_ready_and_says_so() throws InterruptedException {
        relay.stop();
        Response ready = get("/q/health/ready");
        Response live = get("/q/health/live");
        relay.start();

        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.<String>path("checks.find { it.name == 'relay' }.data.why"))
                .contains("ended");
        assertThat(live.statusCode()).isEqualTo(503);
        assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void without_Kafka_it_is_not_ready_and_tells_no_address() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", NOBODY))) {
            var nowhere = new Broker(admin, layout);

            assertDownWithoutAddress(new KafkaReady(nowhere).call().await().atMost(AT_MOST));
            assertDownWithoutAddress(
                    new TopicsReady(nowhere, layout).call().await().atMost(AT_MOST));
            admin.close(Duration.ZERO); // what was asked is still open
        }
    }

    @Test
    void without_Postgres_it_is_not_ready_and_tells_no_address() {
        var pool =
                Pool.newInstance(
                        PgBuilder.pool()
                                .connectingTo(
                                        PgConnectOptions.fromUri(
                                                "postgresql://cinestream:secret@" + NOBODY + "/x"))
                                .using(vertx.getDelegate())
                                .build());
        HealthCheckResponse postgres =
                new PostgresReady(new OutboxStatus(pool)).call().await().atMost(AT_MOST);

        assertDownWithoutAddress(postgres);
    }

    private static void assertDownWithoutAddress(HealthCheckResponse part) {
        assertThat(part.getStatus()).isEqualTo(Status.DOWN);
        assertThat(part.getData().orElseThrow().get(Part.WHY).toString())
                .isNotBlank()
                .doesNotContain("127.0.0.1", "secret");
    }
}
