package dev.cinestream.content.readmodel;

import dev.cinestream.content.AvailabilityWindow;
import dev.cinestream.content.TitleMetadata;
import dev.cinestream.content.title.TitleEvent;
import dev.cinestream.content.title.TitleEvent.AvailabilityScheduled;
import dev.cinestream.content.title.TitleEvent.TitleDrafted;
import dev.cinestream.content.title.TitleEvent.TitlePublished;
import dev.cinestream.content.title.TitleEvent.TitleReinstated;
import dev.cinestream.content.title.TitleEvent.TitleRevised;
import dev.cinestream.content.title.TitleEvent.TitleWithdrawn;
import dev.cinestream.content.title.TitleState.Standing;
import dev.cinestream.eventsourcing.log.Metadata;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the events of one batch come to for one title: of each thing that changed, how it is in the end. Folding first is
/// what makes rows independent of where batches end.
final class TitleChange {

    private final UUID id;
    private long revision;
    private Instant changedAt = Instant.EPOCH;
    private @Nullable Instant draftedAt;
    private @Nullable TitleDrafted drafted;
    private @Nullable TitleMetadata metadata;
    private @Nullable List<AvailabilityWindow> windows;
    private @Nullable Standing standing;
    private @Nullable Instant publishedAt;

    TitleChange(UUID id) {
        this.id = id;
    }

    void add(Metadata about, TitleEvent event) {
        revision = about.revision();
        changedAt = about.recordedAt();
        switch (event) {
            case TitleDrafted draft -> {
                drafted = draft;
                draftedAt = changedAt;
                metadata = draft.metadata();
                windows = List.of();
                stand(Standing.DRAFT);
            }
            case TitleRevised(var revised) -> metadata = revised;
            case AvailabilityScheduled(var scheduled) -> windows = scheduled;
            case TitlePublished() -> stand(Standing.PUBLISHED);
            case TitleWithdrawn _ -> stand(Standing.WITHDRAWN);
            case TitleReinstated() -> stand(Standing.DRAFT);
        }
    }

    private void stand(Standing now) {
        standing = now;
        publishedAt = now == Standing.PUBLISHED ? changedAt : null;
    }

    UUID id() {
        return id;
    }

    long revision() {
        return revision;
    }

    Instant changedAt() {
        return changedAt;
    }

    /// When the title begins in this batch.
    @Nullable Instant draftedAt() {
        return draftedAt;
    }

    @Nullable TitleDrafted drafted() {
        return drafted;
    }

    @Nullable TitleMetadata metadata() {
        return metadata;
    }

    @Nullable List<AvailabilityWindow> windows() {
        return windows;
    }

    @Nullable Standing standing() {
        return standing;
    }

    /// Means something only when the standing changed.
    @Nullable Instant publishedAt() {
        return publishedAt;
    }
}
