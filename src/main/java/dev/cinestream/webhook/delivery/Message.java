package dev.cinestream.webhook.delivery;

import java.util.UUID;

/// What is sent: an event as others may see it.
///
/// @param event its id
/// @param body JSON; see [Messages]
public record Message(UUID event, String type, String body) {}
