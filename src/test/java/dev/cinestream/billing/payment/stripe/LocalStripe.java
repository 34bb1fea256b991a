package dev.cinestream.billing.payment.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A server that answers as Stripe's published API does, as far as we use it. What a payment method's name makes it do:
/// `pm_card_visa` succeeds, `pm_<code>` is declined with that code, `pm_authenticate` wants the customer, `pm_missing` is not
/// there, `pm_timeout` charges and never answers, `pm_429`, `pm_409`, `pm_500` answer so, `pm_malformed` answers no JSON.
final class LocalStripe implements AutoCloseable {

    static final String SECRET_KEY = "sk_test_local";

    private static final List<String> GOOD = List.of("pm_card_visa", "pm_timeout", "pm_malformed");

    /// A request as it came in.
    record Asked(
            String method,
            String path,
            Map<String, String> parameters,
            Map<String, String> headers) {}

    private record Said(int status, String body) {
        static Said of(int status, JsonObject body) {
            return new Said(status, body.encode());
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, JsonObject> intents = new LinkedHashMap<>();
    private final Map<String, JsonObject> refunds = new LinkedHashMap<>();
    private final Map<String, Said> byKey = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile boolean searchIsBehind;

    LocalStripe() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Asked> asked() {
        return asked;
    }

    synchronized long charged() {
        return intents.values().stream()
                .filter(intent -> intent.getString("status").equals("succeeded"))
                .count();
    }

    void searchIsBehind(boolean behind) {
        searchIsBehind = behind;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange http) throws IOException {
        String body = new String(http.getRequestBody().readAllBytes(), UTF_8);
        String query = http.getRequestURI().getRawQuery();
        var request =
                new Asked(
                        http.getRequestMethod(),
                        http.getRequestURI().getPath(),
                        parameters(body.isEmpty() ? query : body),
                        headers(http));
        asked.add(request);
        Said said = answer(request);
        if (said.status() == 0) {
            return; // and nothing is ever said
        }
        byte[] bytes = said.body().getBytes(UTF_8);
        http.getResponseHeaders().add("Content-Type", "application/json");
        http.getResponseHeaders().add("Retry-After", "2");
        http.sendResponseHeaders(said.status(), bytes.length);
        http.getResponseBody().write(bytes);
        http.close();
    }

    private static Map<String, String> headers(HttpExchange http) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        http.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        return headers;
    }

    private static Map<String, String> parameters(@org.jspecify.annotations.Nullable String form) {
        return form == null
                ? Map.of()
                : Arrays.stream(form.split("&", -1))
                        .map(pair -> pair.split("=", 2))
                        .collect(
                                Collectors.toMap(
                                        pair -> URLDecoder.decode(pair[0], UTF_8),
                                        pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    private synchronized Said answer(Asked request) {
        if (!("Bearer " + SECRET_KEY).equals(request.headers().get("Authorization"))) {
            return error(401, new JsonObject().put("type", "invalid_request_error"));
        }
        String key = request.headers().get("Idempotency-Key");
        Function<String, Said> work = _ -> work(request);
        return key == null || passes(request) ? work.apply("") : byKey.computeIfAbsent(key, work);
    }

    /// Trouble that Stripe does not remember under a key.
    private static boolean passes(Asked request) {
        String method = request.parameters().getOrDefault("payment_method", "");
        return method.equals("pm_429") || method.equals("pm_409");
    }

    private Said work(Asked request) {
        String path = request.path();
        if (path.equals("/v1/payment_intents/search")) {
            return Said.of(200, list(searchIsBehind ? List.of() : search(request)));
        }
        if (path.equals("/v1/payment_intents") && request.method().equals("GET")) {
            return page(request);
        }
        if (path.equals("/v1/payment_intents")) {
            return create(request);
        }
        if (path.endsWith("/confirm")) {
            return confirm(request);
        }
        if (path.equals("/v1/refunds") && request.method().equals("GET")) {
            return Said.of(200, list(List.copyOf(refunds.values())));
        }
        if (path.equals("/v1/refunds")) {
            return refund(request);
        }
        if (path.equals("/v1/customers")) {
            return Said.of(200, new JsonObject().put("id", "cus_1"));
        }
        if (path.equals("/v1/setup_intents")) {
            return Said.of(
                    200,
                    new JsonObject()
                            .put("id", "seti_1")
                            .put("client_secret", "seti_1_secret_x")
                            .put("status", "requires_payment_method"));
        }
        return path.equals("/v1/setup_intents/seti_1")
                ? Said.of(200, setup())
                : error(
                        404,
                        new JsonObject()
                                .put("type", "invalid_request_error")
                                .put("code", "resource_missing"));
    }

    private JsonObject setup() {
        String account =
                asked.stream()
                        .filter(each -> each.path().equals("/v1/setup_intents"))
                        .map(each -> each.parameters().getOrDefault("metadata[account]", ""))
                        .findFirst()
                        .orElse("");
        return new JsonObject()
                .put("id", "seti_1")
                .put("status", "succeeded")
                .put("customer", "cus_1")
                .put("metadata", new JsonObject().put("account", account))
                .put(
                        "payment_method",
                        new JsonObject()
                                .put("id", "pm_1")
                                .put(
                                        "card",
                                        new JsonObject()
                                                .put("brand", "visa")
                                                .put("last4", "4242")
                                                .put("exp_month", 7)
                                                .put("exp_year", 2031)));
    }

    private Said create(Asked request) {
        Map<String, String> form = request.parameters();
        String method = form.getOrDefault("payment_method", "");
        return switch (method) {
            case "pm_429", "pm_409", "pm_500" ->
                    error(
                            Integer.parseInt(method.substring(3)),
                            new JsonObject().put("type", "api_error"));
            case "pm_missing" ->
                    error(
                            400,
                            new JsonObject()
                                    .put("type", "invalid_request_error")
                                    .put("code", "resource_missing")
                                    .put("param", "payment_method"));
            default -> charge(form, method);
        };
    }

    private Said charge(Map<String, String> form, String method) {
        JsonObject intent =
                new JsonObject()
                        .put("id", "pi_" + (intents.size() + 1))
                        .put("object", "payment_intent")
                        .put("amount", Long.parseLong(form.getOrDefault("amount", "0")))
                        .put("currency", form.get("currency"))
                        .put("created", 1_763_726_400L + intents.size())
                        .put(
                                "metadata",
                                new JsonObject()
                                        .put("payment", form.get("metadata[payment]"))
                                        .put("invoice", form.get("metadata[invoice]")));
        intents.put(intent.getString("id"), intent);
        if (GOOD.contains(method)) {
            intent.put("status", "succeeded");
            return switch (method) {
                case "pm_timeout" -> new Said(0, "");
                case "pm_malformed" -> new Said(200, "<html>");
                default -> Said.of(200, intent);
            };
        }
        JsonObject error = new JsonObject().put("type", "card_error");
        if (method.equals("pm_authenticate")) {
            error.put("code", "authentication_required")
                    .put("decline_code", "authentication_required");
        } else {
            error.put("code", "card_declined").put("decline_code", method.substring(3));
        }
        intent.put("status", "requires_payment_method").put("last_payment_error", error.copy());
        return error(402, error.put("payment_intent", intent));
    }

    private Said confirm(Asked request) {
        String id = request.path().split("/", -1)[3];
        JsonObject intent = intents.getOrDefault(id, new JsonObject());
        intent.put("status", "requires_action")
                .put(
                        "next_action",
                        new JsonObject()
                                .put("type", "redirect_to_url")
                                .put(
                                        "redirect_to_url",
                                        new JsonObject()
                                                .put("url", "https://hooks.stripe.com/3ds/" + id)));
        return Said.of(200, intent);
    }

    private List<JsonObject> search(Asked request) {
        String query = request.parameters().getOrDefault("query", "");
        return intents.values().stream()
                .filter(intent ->
                        query.equals(
                                "metadata['payment']:'"
                                        + intent.getJsonObject("metadata").getString("payment")
                                        + "'"))
                .toList();
    }

    /// Two a page.
    private Said page(Asked request) {
        String after = request.parameters().getOrDefault("starting_after", "");
        List<JsonObject> rest =
                intents.values().stream()
                        .dropWhile(
                                intent -> !after.isEmpty() && !intent.getString("id").equals(after))
                        .skip(after.isEmpty() ? 0 : 1)
                        .toList();
        return Said.of(200, list(rest.stream().limit(2).toList()).put("has_more", rest.size() > 2));
    }

    private Said refund(Asked request) {
        Map<String, String> form = request.parameters();
        if (!intents.containsKey(form.getOrDefault("payment_intent", ""))) {
            return error(
                    404,
                    new JsonObject()
                            .put("type", "invalid_request_error")
                            .put("code", "resource_missing"));
        }
        JsonObject refund =
                new JsonObject()
                        .put("id", "re_" + (refunds.size() + 1))
                        .put("object", "refund")
                        .put("amount", Long.parseLong(form.getOrDefault("amount", "0")))
                        .put("status", "succeeded")
                        .put(
                                "metadata",
                                new JsonObject().put("refund", form.get("metadata[refund]")));
        refunds.put(refund.getString("id"), refund);
        return Said.of(200, refund);
    }

    private static JsonObject list(List<JsonObject> data) {
        return new JsonObject()
                .put("object", "list")
                .put("data", new JsonArray(data))
                .put("has_more", false);
    }

    private static Said error(int status, JsonObject error) {
        return Said.of(status, new JsonObject().put("error", error));
    }

    static LocalStripe start() {
        try {
            return new LocalStripe();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
