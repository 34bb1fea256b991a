package dev.cinestream.content.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A follower of the feed of catalog changes, as a browser's `EventSource` is one.
final class ChangesFeed implements AutoCloseable {

    private final NdjsonExchange exchange;
    private String lastEventId = "";
    private String complete = "";

    /// @param id what is kept, or null
    ChangesFeed(URI server, String token, @Nullable String id) throws IOException {
        String[] headers = id == null ? new String[0] : new String[] {"Last-Event-ID: " + id};
        exchange = new NdjsonExchange(server, "GET", "/v1/titles/changes", token, headers);
    }

    /// @param name null when it is a comment only
    record Sent(@Nullable String name, String id, JsonNode data) {
        UUID title() {
            return UUID.fromString(data.path("title").asText());
        }

        String change() {
            return name + "@" + data.path("revision").asLong();
        }
    }

    int status() throws IOException {
        return exchange.status();
    }

    /// The body of an answer that is no feed.
    JsonNode problem() throws IOException {
        return TitleLines.JSON.readTree(String.valueOf(exchange.readLine()));
    }

    /// What comes next, be it a comment; null at the end.
    @Nullable Sent next() throws IOException {
        String name = null;
        var data = new StringBuilder();
        for (String line = exchange.readLine(); line != null; line = exchange.readLine()) {
            if (line.isEmpty()) {
                complete = lastEventId;
                return new Sent(name, lastEventId, TitleLines.JSON.readTree(data.toString()));
            }
            String value = line.substring(line.indexOf(':') + 1).strip();
            switch (line.substring(0, line.indexOf(':'))) {
                case "event" -> name = value;
                case "id" -> lastEventId = value;
                case "data" -> data.append(value);
                default -> {} // comments, as a browser does
            }
        }
        return null;
    }

    /// The next changes of these titles, as many as asked for.
    List<Sent> changesOf(Set<UUID> titles, int count) throws IOException {
        List<Sent> changes = new ArrayList<>();
        while (changes.size() < count) {
            Sent sent = next();
            if (sent == null) {
                throw new AssertionError("the feed ended after " + changes);
            }
            if (sent.name() != null && titles.contains(sent.title())) {
                changes.add(sent);
            }
        }
        return changes;
    }

    /// All changes up to the end, whether it is a last event or a cut connection.
    void untilItEnds(Consumer<Sent> changes) throws IOException {
        try {
            int quiet = 0;
            for (Sent sent = next(); sent != null; sent = next()) {
                quiet = sent.name() == null ? quiet + 1 : 0;
                if (quiet > 2) {
                    throw new AssertionError("the feed goes on");
                }
                if (sent.name() != null && !sent.name().equals("feed-ended")) {
                    changes.accept(sent);
                }
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the feed neither goes on nor ends", e);
        } catch (IOException _) {
            lastEventId = complete;
        }
    }

    String lastEventId() {
        return lastEventId;
    }

    @Override
    public void close() throws IOException {
        exchange.close();
    }
}
