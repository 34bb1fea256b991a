package dev.cinestream.billing.payment;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.MultiMap;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Requests to other servers, each answered in time or failed.
@ApplicationScoped
public class HttpExchange {

    private static final int CONNECTIONS = 32;
    private static final int WAITING = 1_000;

    private final HttpClient client;
    private final Duration timeout;

    HttpExchange(Vertx vertx, PaymentConfig config) {
        timeout = Duration.ofMillis(config.timeoutMillis());
        client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setConnectTimeout((int) Math.min(5_000, config.timeoutMillis()))
                                .setMaxPoolSize(CONNECTIONS)
                                .setMaxWaitQueueSize(WAITING));
    }

    @PreDestroy
    void close() {
        client.closeAndForget();
    }

    /// @param retryAfter the header's value
    public record Answer(int status, String body, @Nullable String retryAfter) {
        @Override
        public String toString() {
            return "Answer[status=" + status + "]";
        }
    }

    /// @param body null for none
    public Uni<Answer> send(
            HttpMethod method, String url, Map<String, String> headers, @Nullable String body) {
        var options = new RequestOptions().setMethod(method).setAbsoluteURI(url);
        headers.forEach(options::putHeader);
        return client.request(options)
                .chain(request -> send(request, body))
                .chain(HttpExchange::answer)
                .ifNoItem()
                .after(timeout)
                .fail();
    }

    private static Uni<HttpClientResponse> send(HttpClientRequest request, @Nullable String body) {
        return body == null ? request.send() : request.send(body);
    }

    private static Uni<Answer> answer(HttpClientResponse response) {
        MultiMap headers = response.headers();
        return response.body()
                .map(body ->
                        new Answer(
                                response.statusCode(),
                                body.toString(),
                                headers.get("Retry-After")));
    }
}
