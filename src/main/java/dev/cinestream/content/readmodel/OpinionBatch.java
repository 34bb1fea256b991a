package dev.cinestream.content.readmodel;

import dev.cinestream.content.ProfileTitle;
import dev.cinestream.content.ReportReason;
import dev.cinestream.content.feedback.FeedbackEvent;
import dev.cinestream.content.feedback.FeedbackEvent.HelpfulTakenBack;
import dev.cinestream.content.feedback.FeedbackEvent.ReviewFoundHelpful;
import dev.cinestream.content.feedback.FeedbackEvent.ReviewReported;
import dev.cinestream.content.opinion.OpinionEvent;
import dev.cinestream.content.opinion.OpinionEvent.RatingChanged;
import dev.cinestream.content.opinion.OpinionEvent.RatingGiven;
import dev.cinestream.content.opinion.OpinionEvent.RatingWithdrawn;
import dev.cinestream.content.opinion.OpinionEvent.ReviewHidden;
import dev.cinestream.content.opinion.OpinionEvent.ReviewShown;
import dev.cinestream.content.opinion.OpinionEvent.ReviewWithdrawn;
import dev.cinestream.content.opinion.OpinionEvent.ReviewWritten;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.log.Metadata;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the events of one batch come to: of each stream, the latest that was said of each thing.
final class OpinionBatch {

    /// The latest word of a stream on one thing.
    sealed interface Word {
        UUID stream();

        long revision();
    }

    /// @param rating null when it was withdrawn
    record Rated(UUID stream, long revision, ProfileTitle of, @Nullable Integer rating, Instant at)
            implements Word {}

    /// @param review null when it was withdrawn
    record Written(
            UUID stream, long revision, ProfileTitle of, @Nullable ReviewWritten review, Instant at)
            implements Word {}

    /// @param hiddenBecause null when it is shown
    record Judged(
            UUID stream,
            long revision,
            ProfileTitle of,
            int edition,
            @Nullable String hiddenBecause,
            Instant at)
            implements Word {}

    record Voted(UUID stream, long revision, UUID profile, UUID review, boolean helpful)
            implements Word {}

    record Reported(
            UUID stream,
            long revision,
            UUID profile,
            UUID review,
            int edition,
            ReportReason reason,
            Instant at)
            implements Word {}

    private final Map<UUID, Rated> rated = new LinkedHashMap<>();
    private final Map<UUID, Written> written = new LinkedHashMap<>();
    private final Map<UUID, Judged> judged = new LinkedHashMap<>();
    private final Map<UUID, Voted> voted = new LinkedHashMap<>();
    private final Map<UUID, Reported> reported = new LinkedHashMap<>();

    static OpinionBatch of(List<Envelope<?>> events) {
        var batch = new OpinionBatch();
        for (Envelope<?> each : events) {
            if (each.event() instanceof OpinionEvent event) {
                batch.add(each.metadata(), event);
            } else {
                batch.add(each.metadata(), (FeedbackEvent) each.event());
            }
        }
        return batch;
    }

    private void add(Metadata about, OpinionEvent event) {
        UUID id = about.streamId();
        long revision = about.revision();
        Instant at = about.recordedAt();
        switch (event) {
            case RatingGiven(var of, int rating) ->
                    put(rated, new Rated(id, revision, of, rating, at));
            case RatingChanged(var of, int rating, _) ->
                    put(rated, new Rated(id, revision, of, rating, at));
            case RatingWithdrawn(var of, _) -> put(rated, new Rated(id, revision, of, null, at));
            case ReviewWritten review ->
                    put(written, new Written(id, revision, review.of(), review, at));
            case ReviewWithdrawn(var of) -> put(written, new Written(id, revision, of, null, at));
            case ReviewHidden(var of, int edition, String reason) ->
                    put(judged, new Judged(id, revision, of, edition, reason, at));
            case ReviewShown(var of, int edition, _) ->
                    put(judged, new Judged(id, revision, of, edition, null, at));
        }
    }

    private void add(Metadata about, FeedbackEvent event) {
        UUID id = about.streamId();
        long revision = about.revision();
        switch (event) {
            case ReviewFoundHelpful(UUID profile, UUID review) ->
                    put(voted, new Voted(id, revision, profile, review, true));
            case HelpfulTakenBack(UUID profile, UUID review) ->
                    put(voted, new Voted(id, revision, profile, review, false));
            case ReviewReported(UUID profile, UUID review, int edition, ReportReason reason) ->
                    put(
                            reported,
                            new Reported(
                                    id,
                                    revision,
                                    profile,
                                    review,
                                    edition,
                                    reason,
                                    about.recordedAt()));
        }
    }

    private static <W extends Word> void put(Map<UUID, W> words, W word) {
        words.merge(
                word.stream(),
                word,
                (before, next) -> before.revision() < next.revision() ? next : before);
    }

    List<Rated> rated() {
        return List.copyOf(rated.values());
    }

    List<Written> written() {
        return List.copyOf(written.values());
    }

    List<Judged> judged() {
        return List.copyOf(judged.values());
    }

    List<Voted> voted() {
        return List.copyOf(voted.values());
    }

    List<Reported> reported() {
        return List.copyOf(reported.values());
    }
}
