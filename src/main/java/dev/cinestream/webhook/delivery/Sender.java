package dev.cinestream.webhook.delivery;

import dev.cinestream.webhook.endpoint.EndpointState.Known;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Posts a message to an endpoint, signed as Standard Webhooks say. What it answers beyond the status is not read, and no
/// redirection is followed.
@ApplicationScoped
public class Sender {

    private final HttpClient client;
    private final Destinations destinations;
    private final Duration timeout;

    Sender(Vertx vertx, Destinations destinations, WebhookConfig config) {
        this.destinations = destinations;
        this.timeout = config.timeout();
        int millis = Math.toIntExact(timeout.toMillis());
        this.client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setKeepAlive(false)
                                .setConnectTimeout(millis)
                                .setMaxPoolSize(2));
    }

    /// The status it answered with. Fails when there was no answer in time.
    Uni<Integer> post(Known endpoint, Message message) {
        URI url = URI.create(endpoint.subscription().url());
        return destinations
                .find(url)
                .chain(address -> client.request(request(url, address, endpoint, message)))
                .chain(request -> send(request, message))
                .ifNoItem()
                .after(timeout.plusSeconds(1)) // a name that is looked up for ever, for example
                .fail();
    }

    private static Uni<Integer> send(HttpClientRequest request, Message message) {
        return request.send(message.body())
                .map(response -> {
                    response.exceptionHandler(_ -> {}); // of what follows, which is not wanted
                    request.reset();
                    return response.statusCode();
                });
    }

    private RequestOptions request(
            URI url, SocketAddress address, Known endpoint, Message message) {
        long now = Instant.now().getEpochSecond();
        String id = message.event().toString();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(address)
                .setHost(url.getHost())
                .setPort(Destinations.port(url))
                .setSsl(Destinations.isTls(url))
                .setURI(pathAndQuery(url))
                .setTimeout(timeout.toMillis())
                .putHeader("content-type", "application/json")
                .putHeader("user-agent", "CineStream-Webhooks")
                .putHeader("webhook-id", id)
                .putHeader("webhook-timestamp", Long.toString(now))
                .putHeader("webhook-signature", signatures(endpoint, id, now, message.body()));
    }

    private static String pathAndQuery(URI url) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    private static String signatures(Known endpoint, String id, long now, String body) {
        List<String> signatures = new ArrayList<>();
        addSignature(signatures, endpoint.secret().text(), id, now, body);
        Instant oldUntil = endpoint.oldUntil();
        if (endpoint.oldSecret() != null
                && oldUntil != null
                && Instant.ofEpochSecond(now).isBefore(oldUntil)) {
            addSignature(signatures, endpoint.oldSecret().text(), id, now, body);
        }
        return String.join(" ", signatures);
    }

    private static void addSignature(
            List<String> signatures, @Nullable String secret, String id, long now, String body) {
        if (secret != null) {
            signatures.add(Signature.of(secret, id, now, body));
        }
    }
}
