package dev.cinestream.user.readmodel;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Somebody of support was allowed to act for a customer.
@Schema(name = "Act")
public record Act(
        UUID id,
        @Schema(description = "Who, of the staff") String by,
        @Schema(description = "Why, in their words") @Nullable String reason,
        Instant from,
        Instant until) {}
