package dev.cinestream.admin.readmodel;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Who did what, when and why at the admin API, and how it ended.
@Schema(name = "AuditEntry")
public record AuditEntry(
        UUID id,
        Instant at,
        @Schema(description = "Who: the token's subject") String actor,
        @Schema(description = "What they were at that moment") List<String> roles,
        @Schema(description = "What", examples = "quarantine.redrive") String action,
        @Schema(description = "On what", examples = "catalog") String target,
        @Schema(description = "Why, in their words") @Nullable String reason,
        String correlationId,
        @Schema(
                        description = "Absent while it is under way, or when it was cut off",
                        enumeration = {"DONE", "REFUSED", "FAILED"})
                @Nullable String outcome,
        @Nullable String detail,
        @Nullable Instant endedAt) {}
