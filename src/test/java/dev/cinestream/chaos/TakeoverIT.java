package dev.cinestream.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.chaos.Commands.Ask;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Two instances share the work, and one does it all when the other dies (CS-6, CS-10). How long that took is printed, and
/// not asserted: the machine may be busy.
class TakeoverIT {

    private static final int TITLES = 200;
    private static final Duration AT_MOST = Duration.ofMinutes(1);

    private final Random random = new Random(20_260_102);
    private final Titles titles = new Titles();

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws SQLException;
    }

    @Test
    void a_dead_instance_s_share_is_taken_over_by_the_one_that_lives() throws Exception {
        Path folder =
                Path.of("target", "takeover", Long.toString(ProcessHandle.current().pid()))
                        .toAbsolutePath();
        try (Plant plant = Plant.start(folder);
                HttpClient http = HttpClient.newHttpClient()) {
            plant.awaitReady();
            TablesReader tables = plant.tables();
            String token = plant.token("takeover-editor", "editor");
            URI survivor = plant.uris().get(1);
            await("both have leases", () -> groupsByOwner(tables).size() == 2);
            assertThat(groupsByOwner(tables).values()).containsExactlyInAnyOrder(8, 8);
            draft(http, plant.uris().getFirst(), token);
            await("all is applied", tables::settled);

            Instant death = Instant.now();
            plant.parts().get("application-1").kill9();
            draft(http, survivor, token);

            await("the outbox is in Kafka", () -> tables.undelivered().isEmpty());
            Duration relayed = Duration.between(death, Instant.now());
            await("all is applied", tables::settled);
            Duration applied = Duration.between(death, Instant.now());
            assertThat(groupsByOwner(tables).values()).containsExactly(16);
            System.out.printf(
                    "takeover: relayed after %d ms, applied after %d ms%n",
                    relayed.toMillis(), applied.toMillis());
        }
    }

    /// Enough of them to meet every lane group and every partition.
    private void draft(HttpClient http, URI application, String token)
            throws IOException, InterruptedException {
        for (int i = 0; i < TITLES; i++) {
            Ask ask = titles.create(random);
            var answer =
                    http.send(
                            HttpRequest.newBuilder(application.resolve(ask.path()))
                                    .header("Authorization", "Bearer " + token)
                                    .header("Content-Type", "application/json")
                                    .header("Idempotency-Key", "takeover-" + random.nextLong())
                                    .POST(BodyPublishers.ofString(ask.body()))
                                    .timeout(AT_MOST)
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }
    }

    private static Map<String, Integer> groupsByOwner(TablesReader tables) throws SQLException {
        Map<String, Integer> groups = new HashMap<>();
        tables.each(
                "select owner, count(*) from engine.relay_lease where expires_at > now() group by owner",
                row -> groups.put(row.getString(1), row.getInt(2)));
        return groups;
    }

    private static void await(String what, Condition condition)
            throws SQLException, InterruptedException {
        Instant deadline = Instant.now().plus(AT_MOST);
        while (!condition.holds()) {
            assertThat(Instant.now()).as(what).isBefore(deadline);
            Thread.sleep(20);
        }
    }
}
