package dev.cinestream.chaos;

import dev.cinestream.embedded.EmbeddedDatabase;
import dev.cinestream.embedded.KafkaProcesses;
import dev.cinestream.embedded.Ports;
import dev.cinestream.embedded.PostgresProcess;
import dev.cinestream.embedded.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The whole system under test: two applications, a broker, a database, in one folder. Ends what it started.
final class Plant implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final KafkaProcesses kafka;
    private final PostgresProcess postgres;
    private final List<ApplicationProcess> applications;

    /// Runs when this JVM is ended before the test is.
    private final Thread abandoned = new Thread(this::endAll, "chaos-plant-end");

    private Plant(
            KafkaProcesses kafka, PostgresProcess postgres, List<ApplicationProcess> applications) {
        this.kafka = kafka;
        this.postgres = postgres;
        this.applications = applications;
    }

    static Plant start(Path folder) throws IOException {
        Files.createDirectories(folder);
        PostgresProcess postgres = PostgresProcess.start(folder);
        try {
            KafkaProcesses kafka = KafkaProcesses.start(folder, 1);
            var configuration = configuration(folder, kafka, postgres);
            var plant =
                    new Plant(
                            kafka,
                            postgres,
                            List.of(
                                    application(folder, 1, configuration),
                                    application(folder, 2, configuration)));
            Runtime.getRuntime().addShutdownHook(plant.abandoned);
            return plant;
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    private static ApplicationProcess application(
            Path folder, int number, Map<String, String> configuration) {
        return new ApplicationProcess(
                folder.resolve("application-%d.log".formatted(number)),
                Ports.free(),
                configuration);
    }

    /// What production would set; and development tokens, since accounts issue none yet.
    private static Map<String, String> configuration(
            Path folder, KafkaProcesses kafka, PostgresProcess postgres) {
        return Map.of(
                "kafka.bootstrap.servers",
                kafka.bootstrapServers(),
                "quarkus.datasource.jdbc.url",
                postgres.jdbcUrl(),
                "quarkus.datasource.reactive.url",
                postgres.reactiveUrl(),
                "quarkus.datasource.username",
                EmbeddedDatabase.USER,
                "quarkus.datasource.password",
                EmbeddedDatabase.PASSWORD,
                "cinestream.privacy.master-key",
                "ZGV2ZWxvcG1lbnQtYW5kLXRlc3RzLW9ubHkta2V5LSE=",
                "cinestream.site.url",
                "http://127.0.0.1",
                "quarkus.mailer.mock",
                "true",
                "cinestream.dev.tokens.enabled",
                "true",
                "cinestream.dev.tokens.key-file",
                folder.resolve("token-key.pem").toString());
    }

    /// What can be hit, by name.
    Map<String, ServerProcess> parts() {
        return Map.of(
                "application-1", applications.get(0),
                "application-2", applications.get(1),
                "broker", kafka.server(0),
                "postgres", postgres);
    }

    List<URI> uris() {
        return applications.stream().map(ApplicationProcess::uri).toList();
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    TablesReader tables() {
        return new TablesReader(
                postgres.jdbcUrl(), EmbeddedDatabase.USER, EmbeddedDatabase.PASSWORD);
    }

    void stopApplications() {
        applications.forEach(ApplicationProcess::close);
    }

    /// An application that could not start, its broker or database being away, is started again, as a cluster would.
    void revive() {
        applications.stream().filter(a -> !a.runs()).forEach(ApplicationProcess::restart);
    }

    /// Back when both applications say they are ready.
    void awaitReady() throws InterruptedException {
        Instant deadline = Instant.now().plus(READY_WITHIN);
        while (!uris().stream().allMatch(this::isReady)) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(
                        "the applications are not ready within " + READY_WITHIN);
            }
            revive();
            Thread.sleep(200);
        }
    }

    /// A token of the development key, for as long as the run takes.
    String token(String subject, String... roles) throws IOException, InterruptedException {
        String body =
                "{\"subject\":\"%s\",\"roles\":[\"%s\"],\"ttlSeconds\":86400}"
                        .formatted(subject, String.join("\",\"", roles));
        var answer =
                http.send(
                        HttpRequest.newBuilder(uris().getFirst().resolve("/dev/tokens"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
        var token = TOKEN.matcher(answer.body());
        if (!token.find()) {
            throw new IllegalStateException(
                    "no token: " + answer.statusCode() + " " + answer.body());
        }
        return token.group(1);
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(abandoned);
        endAll();
    }

    private void endAll() {
        try (var _ = http;
                var _ = kafka;
                var _ = postgres) {
            stopApplications();
        }
    }

    private boolean isReady(URI application) {
        try {
            var request =
                    HttpRequest.newBuilder(application.resolve("/q/health/ready"))
                            .timeout(Duration.ofSeconds(2))
                            .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false; // not yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
