package dev.cinestream.webhook.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Another system: an HTTP server that keeps what it is told.
final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private volatile List<Integer> answers = List.of(204);

    /// @param headers by lower-case name
    record Told(Map<String, List<String>> headers, String body) {

        String header(String name) {
            return headers.get(name).getFirst();
        }
    }

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hears?everything=yes";
    }

    /// From now on, one after the other; the last for good.
    void answers(Integer... statuses) {
        answers = List.of(statuses);
    }

    List<Told> told() {
        return told;
    }

    /// What it was told of a stream, or of a type.
    List<Told> toldOf(String text) {
        return told.stream().filter(each -> each.body().contains(text)).toList();
    }

    private void take(HttpExchange exchange) {
        try (exchange) {
            Map<String, List<String>> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            told.add(new Told(headers, body));
            exchange.sendResponseHeaders(answer(), -1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized int answer() {
        int next = answers.getFirst();
        if (answers.size() > 1) {
            answers = answers.subList(1, answers.size());
        }
        return next;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
