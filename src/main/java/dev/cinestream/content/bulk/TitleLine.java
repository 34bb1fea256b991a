package dev.cinestream.content.bulk;

import dev.cinestream.content.AvailabilityWindow;
import dev.cinestream.content.TitleKind;
import dev.cinestream.content.TitleMetadata;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A title as a line of an import or export says it shall be. A title comes after the one it lies under.
///
/// @param id kept, so that an import can be repeated
/// @param publish false leaves the standing as it is: an import takes nothing away
@RegisterForReflection
@Schema(name = "TitleLine", description = "A title as it shall be")
public record TitleLine(
        UUID id,
        TitleKind kind,
        @Schema(description = "The series of a season, the season of an episode")
                @Nullable UUID parent,
        @Schema(description = "Of the season in its series, or the episode in its season")
                @Nullable Integer number,
        TitleMetadata metadata,
        @Schema(description = "All windows; none means everywhere, always")
                List<AvailabilityWindow> availability,
        @Schema(description = "Publish it if it is a draft; false leaves it as it stands")
                boolean publish) {

    public TitleLine {
        availability = List.copyOf(availability);
    }
}
