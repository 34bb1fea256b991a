package dev.cinestream.content.title;

import dev.cinestream.content.AvailabilityWindow;
import dev.cinestream.content.TitleKind;
import dev.cinestream.content.TitleMetadata;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happens to a title.
public sealed interface TitleEvent {

    record TitleDrafted(
            TitleKind kind, @Nullable UUID parent, @Nullable Integer number, TitleMetadata metadata)
            implements TitleEvent {}

    record TitleRevised(TitleMetadata metadata) implements TitleEvent {}

    record AvailabilityScheduled(List<AvailabilityWindow> windows) implements TitleEvent {
        public AvailabilityScheduled {
            windows = List.copyOf(windows);
        }
    }

    record TitlePublished() implements TitleEvent {}

    record TitleWithdrawn(String reason, @Nullable UUID becauseOf) implements TitleEvent {}

    record TitleReinstated() implements TitleEvent {}
}
