package dev.cinestream.webhook.readmodel;

import java.util.List;
import java.util.UUID;

/// An endpoint as it is listed; its secret is nobody's to see.
public record EndpointRow(
        UUID id,
        String url,
        List<String> types,
        String description,
        boolean enabled,
        long revision) {}
