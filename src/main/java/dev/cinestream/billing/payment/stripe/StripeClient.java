package dev.cinestream.billing.payment.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cinestream.billing.payment.HttpExchange;
import dev.cinestream.billing.payment.HttpExchange.Answer;
import dev.cinestream.billing.payment.PaymentConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Stripe's API over HTTP: forms in, JSON out, its version pinned, so that answers keep their shape.
@ApplicationScoped
class StripeClient {

    static final String VERSION = "2025-03-31.basil";

    private final HttpExchange http;
    private final ObjectMapper json;
    private final PaymentConfig.Stripe config;

    StripeClient(HttpExchange http, ObjectMapper json, PaymentConfig config) {
        this.http = http;
        this.json = json;
        this.config = config.stripe();
    }

    Uni<StripeAnswer> get(String path, Map<String, String> query) {
        String parameters = query.isEmpty() ? "" : "?" + form(query);
        return send(HttpMethod.GET, path + parameters, headers(), null);
    }

    /// @param idempotencyKey a request under the same key is done once, and answered the same; null for one that may repeat
    Uni<StripeAnswer> post(String path, Map<String, String> form, @Nullable String idempotencyKey) {
        Map<String, String> headers = headers();
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        if (idempotencyKey != null) {
            headers.put("Idempotency-Key", idempotencyKey);
        }
        return send(HttpMethod.POST, path, headers, form(form));
    }

    private Map<String, String> headers() {
        String key =
                config.secretKey()
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "Stripe needs cinestream.billing.payment.stripe.secret-key"));
        Map<String, String> headers = new HashMap<>();
        headers.put("Authorization", "Bearer " + key);
        headers.put("Stripe-Version", VERSION);
        return headers;
    }

    private Uni<StripeAnswer> send(
            HttpMethod method, String path, Map<String, String> headers, @Nullable String body) {
        return http.send(method, config.url() + path, headers, body)
                .map(this::read)
                .onFailure()
                .recoverWithItem(failure -> new StripeAnswer.Unclear(failure.toString()));
    }

    private StripeAnswer read(Answer answer) {
        int status = answer.status();
        if (status == 409 || status == 429 || status >= 500) {
            return new StripeAnswer.Unclear(
                    "status " + status + ", Retry-After " + answer.retryAfter());
        }
        try {
            JsonNode body = json.readTree(answer.body());
            if (status / 100 == 2) {
                return body.isObject()
                        ? new StripeAnswer.Done(body)
                        : new StripeAnswer.Unclear("an answer that is no object");
            }
            return new StripeAnswer.Refused(status, body.path("error"));
        } catch (JsonProcessingException _) {
            return new StripeAnswer.Unclear("status " + status + " with a body that is no JSON");
        }
    }

    private static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
