package dev.cinestream.content.web;

import dev.cinestream.content.ReportReason;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What viewers send.
public final class OpinionRequests {

    private OpinionRequests() {}

    @Schema(name = "Rating")
    public record Rating(@Schema(description = "In half stars, 1 to 10") int rating) {}

    @Schema(name = "ReviewText")
    public record ReviewText(
            @Schema(description = "1 to 5000 characters") String text,
            @Schema(description = "BCP 47") String language,
            @Schema(description = "Whether it tells what happens") boolean spoilers) {
        @Override
        public String toString() {
            return "ReviewText";
        }
    }

    @Schema(name = "ReviewReport")
    public record Report(ReportReason reason) {}

    @Schema(name = "MoveInList")
    public record Move(
            @Schema(description = "The title to stand before; the end when absent")
                    @Nullable UUID before) {}
}
