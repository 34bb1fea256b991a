package dev.cinestream.content;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A review as support sees it.
///
/// @param account of its author
/// @param edition to be named by who judges it
/// @param judgedEdition the latest that was judged; 0 when none was
/// @param hiddenBecause null when viewers can read it
/// @param reports of this edition
/// @param since when this edition was first reported, or when the review was hidden
@RegisterForReflection
@Schema(name = "ReviewToJudge")
public record ReviewToJudge(
        UUID id,
        UUID title,
        UUID profile,
        UUID account,
        String text,
        String language,
        boolean spoilers,
        @Schema(description = "To be named by who hides or shows it") int edition,
        Instant writtenAt,
        @Schema(description = "The latest that was judged; 0 when none was") int judgedEdition,
        @Schema(description = "Absent when viewers can read it") @Nullable String hiddenBecause,
        @Schema(description = "How many report this edition, by reason")
                Map<ReportReason, Long> reports,
        @Schema(description = "When this edition was first reported, or the review was hidden")
                Instant since) {}
