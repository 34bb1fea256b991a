package dev.cinestream.content.title;

import dev.cinestream.content.AvailabilityWindow;
import dev.cinestream.content.TitleKind;
import dev.cinestream.content.TitleMetadata;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What one can ask of a title.
public sealed interface TitleCommand {

    /// @param parent what it lies under; null for a movie or series
    /// @param number of the season in its series, or the episode in its season
    record DraftTitle(
            TitleKind kind,
            @Nullable ParentFacts parent,
            @Nullable Integer number,
            TitleMetadata metadata)
            implements TitleCommand {}

    /// Replaces all metadata.
    record ReviseTitle(TitleMetadata metadata) implements TitleCommand {}

    /// Replaces all windows.
    record ScheduleAvailability(List<AvailabilityWindow> windows) implements TitleCommand {}

    /// @param parent what it lies under, as it is now
    record PublishTitle(@Nullable ParentFacts parent) implements TitleCommand {}

    /// @param becauseOf the title above whose withdrawal brings this one about; null when an editor asks
    record WithdrawTitle(String reason, @Nullable UUID becauseOf) implements TitleCommand {}

    /// Back into draft.
    record ReinstateTitle() implements TitleCommand {}
}
