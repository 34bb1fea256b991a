package dev.cinestream.content.title;

import dev.cinestream.content.AvailabilityWindow;
import dev.cinestream.content.TitleKind;
import dev.cinestream.content.TitleMetadata;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where a title stands.
public sealed interface TitleState {

    /// Not there.
    record None() implements TitleState {}

    /// There, in the given standing.
    record Existing(
            Standing standing,
            TitleKind kind,
            @Nullable UUID parent,
            @Nullable Integer number,
            TitleMetadata metadata,
            List<AvailabilityWindow> windows)
            implements TitleState {

        Existing with(Standing next) {
            return new Existing(next, kind, parent, number, metadata, windows);
        }

        Existing with(TitleMetadata revised) {
            return new Existing(standing, kind, parent, number, revised, windows);
        }

        Existing with(List<AvailabilityWindow> scheduled) {
            return new Existing(standing, kind, parent, number, metadata, scheduled);
        }
    }

    /// Who may see it.
    enum Standing {
        DRAFT,
        PUBLISHED,
        WITHDRAWN
    }
}
