package dev.cinestream.chaos;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A withdrawn series withdraws what is under it, all of it and each once, also when everyone who was at it is killed
/// (CS-2, CS-8, CS-9).
class WithdrawalCrashIT {

    private static final int EPISODES = 3_000;
    private static final Duration AT_MOST = Duration.ofMinutes(2);
    private static final String METADATA =
            """
            {"texts":{"en":{"name":"Caminandes"}},"genres":[],"tags":[],"credits":[],"originalLanguage":"en",\
            "audioLanguages":[],"subtitleLanguages":[],"artwork":[],\
            "ageRating":{"system":"FSK","value":"0","minimumAge":0}}\
            """;

    private final UUID series = id(1);
    private final UUID season = id(2);

    @Test
    void it_reaches_every_episode_although_both_instances_die_midway() throws Exception {
        Path folder =
                Path.of("target", "withdrawal", Long.toString(ProcessHandle.current().pid()))
                        .toAbsolutePath();
        try (Plant plant = Plant.start(folder);
                HttpClient http = HttpClient.newHttpClient()) {
            plant.awaitReady();
            TablesReader tables = plant.tables();
            String token = plant.token("crash-editor", "editor");
            URI application = plant.uris().getFirst();
            post(
                    http,
                    token,
                    application.resolve("/v1/titles/import"),
                    "application/x-ndjson",
                    lines());
            awaitSettled(tables);

            post(
                    http,
                    token,
                    application.resolve("/v1/titles/%s/withdraw".formatted(series)),
                    "application/json",
                    "{\"reason\":\"licence ended\"}");
            Instant deadline = Instant.now().plus(AT_MOST);
            while (withdrawnByPolicy(tables) < 10 && Instant.now().isBefore(deadline)) {
                Thread.sleep(1);
            }
            plant.stopApplications();
            long midway = withdrawnByPolicy(tables);
            plant.awaitReady();
            awaitSettled(tables);

            System.out.printf(
                    "withdrawal: %d of %d were withdrawn when both were killed%n",
                    midway, EPISODES + 1);
            assertThat(midway).isBetween(10L, (long) EPISODES);
            assertThat(withdrawalsInLog(plant))
                    .hasSize(EPISODES + 2)
                    .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
        }
    }

    private String lines() {
        List<String> lines = new ArrayList<>();
        lines.add(line(series, "SERIES", null, 0));
        lines.add(line(season, "SEASON", series, 1));
        for (int number = 1; number <= EPISODES; number++) {
            lines.add(line(id(10 + number), "EPISODE", season, number));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String line(
            UUID id, String kind, @org.jspecify.annotations.Nullable UUID parent, int number) {
        String place =
                parent == null ? "" : "\"parent\":\"%s\",\"number\":%d,".formatted(parent, number);
        return "{\"id\":\"%s\",\"kind\":\"%s\",%s\"metadata\":%s,\"availability\":[],\"publish\":true}"
                .formatted(id, kind, place, METADATA);
    }

    private static void post(HttpClient http, String token, URI uri, String type, String body)
            throws IOException, InterruptedException {
        var answer =
                http.send(
                        HttpRequest.newBuilder(uri)
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", type)
                                .POST(BodyPublishers.ofString(body))
                                .timeout(AT_MOST)
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    }

    private static long withdrawnByPolicy(TablesReader tables) throws SQLException {
        List<Long> count = new ArrayList<>();
        tables.each(
                "select count(*) from engine.command where command_id like 'system:withdrawal_of_what_is_under:%'",
                row -> count.add(row.getLong(1)));
        return count.getFirst();
    }

    /// How many different withdrawals of each title the log has.
    private static Map<String, Integer> withdrawalsInLog(Plant plant) {
        Map<String, String> streamByEvent = new HashMap<>();
        TopicReader.readAll(
                plant.bootstrapServers(),
                each -> {
                    if (each.text("ce_type").equals("content.title-withdrawn.v1")) {
                        streamByEvent.put(each.text("ce_id"), each.stream());
                    }
                });
        Map<String, Integer> times = new HashMap<>();
        streamByEvent.values().forEach(stream -> times.merge(stream, 1, Integer::sum));
        return times;
    }

    private static void awaitSettled(TablesReader tables)
            throws SQLException, InterruptedException {
        Instant deadline = Instant.now().plus(AT_MOST);
        while (!tables.settled()) {
            assertThat(Instant.now()).as("all is applied").isBefore(deadline);
            Thread.sleep(100);
        }
    }

    private static UUID id(long number) {
        return new UUID(0x0192_f000_0001_7000L, 0x9000_0000_0000_0000L | number);
    }
}
