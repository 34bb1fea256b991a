package dev.cinestream.content.web;

import dev.cinestream.content.AvailabilityWindow;
import dev.cinestream.content.TitleKind;
import dev.cinestream.content.TitleMetadata;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What editors send.
public final class TitleRequests {

    private TitleRequests() {}

    @Schema(name = "NewTitle", description = "A title to be drafted")
    public record NewTitle(
            @Schema(
                            description =
                                    "Taken when given, so that an import can be repeated; a UUIDv7 is made otherwise")
                    @Nullable UUID id,
            TitleKind kind,
            @Schema(description = "The series of a season, the season of an episode")
                    @Nullable UUID parent,
            @Schema(description = "Of the season in its series, or the episode in its season")
                    @Nullable Integer number,
            TitleMetadata metadata) {}

    @Schema(name = "Withdrawal")
    public record Withdrawal(
            @Schema(description = "For the record, at most 500 characters") String reason) {}

    @Schema(name = "Availability", description = "All windows; none means everywhere, always")
    public record Availability(List<AvailabilityWindow> windows) {}
}
