package dev.cinestream.webhook;

import java.util.List;

/// What an endpoint asked for.
///
/// @param url where it is told
/// @param types the wire names of events, for example `content.title-published.v1`
/// @param description whose it is, for support's eyes
public record Subscription(String url, List<String> types, String description) {
    public Subscription {
        types = List.copyOf(types);
    }
}
