package dev.cinestream.bench;

import dev.cinestream.eventsourcing.log.Uuid7;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import java.net.URI;
import java.time.Duration;

/// An editor's client: as many connections as callers, kept alive, each with one request under way. In the server's
/// process, so it takes its share of the cores from both, the measured and the ceiling.
final class HttpLoad implements AutoCloseable {

    private final HttpClient client;
    private final URI server;
    private final String token;

    HttpLoad(Vertx vertx, int callers, URI server, String token) {
        this.client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setDefaultHost(server.getHost())
                                .setDefaultPort(server.getPort()),
                        new PoolOptions().setHttp1MaxSize(callers));
        this.server = server;
        this.token = token;
    }

    /// Drafts a title whose event has the measured size.
    Uni<?> post(String path) {
        return client.request(HttpMethod.POST, server.getPort(), server.getHost(), path)
                .chain(request ->
                        request.putHeader("Authorization", "Bearer " + token)
                                .putHeader("Content-Type", "application/json")
                                .putHeader("Idempotency-Key", Uuid7.next().toString())
                                .send(BODY))
                .chain(answer ->
                        answer.statusCode() == 201
                                ? answer.end()
                                : answer.body()
                                        .map(body -> {
                                            throw new IllegalStateException(
                                                    answer.statusCode() + " " + body);
                                        }));
    }

    @Override
    public void close() {
        client.close().await().atMost(Duration.ofSeconds(10));
    }

    private static final Buffer BODY = Buffer.buffer(body());

    private static String body() {
        String frame =
                """
                {"kind": "MOVIE", "metadata": {"year": 2010, "originalLanguage": "en",
                 "texts": {"en": {"name": "Measured", "synopsis": "%s"}},
                 "ageRating": {"system": "FSK", "value": "12", "minimumAge": 12}}}\
                """;
        return frame.formatted(Commands.FILLER.substring(0, Commands.EVENT_BYTES - frame.length()));
    }
}
