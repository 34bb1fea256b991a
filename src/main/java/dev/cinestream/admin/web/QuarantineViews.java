package dev.cinestream.admin.web;

import dev.cinestream.eventsourcing.quarantine.ParkedStream;
import dev.cinestream.eventsourcing.quarantine.Redriven;
import dev.cinestream.platform.http.ProblemException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What support sees of the quarantine, and sends to it.
public final class QuarantineViews {

    private QuarantineViews() {}

    @Schema(name = "ParkedStreams", description = "Longest parked first")
    public record ParkedStreams(
            List<ParkedStream> items,
            @Schema(description = "The parameter cursor of the next page; absent on the last")
                    @Nullable String next) {}

    @Schema(name = "ParkedEvents", description = "In order; the first cannot be applied")
    public record ParkedEvents(
            List<EventView> items,
            @Schema(description = "The parameter after of the next page; absent on the last")
                    @Nullable Long next) {}

    @Schema(name = "Redriven", description = "What came of a redrive or a discard")
    public record RedrivenView(
            @Schema(description = "Whether the stream is as any other again") boolean free,
            int applied,
            @Schema(description = "The event that was given up") @Nullable DiscardedView discarded,
            @Schema(description = "The event that still cannot be applied") @Nullable Long revision,
            @Nullable String error) {

        /// @throws ProblemException 404 when the stream is not in quarantine
        static RedrivenView of(Redriven redriven) {
            return switch (redriven) {
                case Redriven.Free(int applied, Redriven.Discarded discarded) ->
                        new RedrivenView(true, applied, DiscardedView.of(discarded), null, null);
                case Redriven.StillParked(
                                int applied,
                                Redriven.Discarded discarded,
                                long revision,
                                String error) ->
                        new RedrivenView(
                                false, applied, DiscardedView.of(discarded), revision, error);
                case Redriven.NotParked() ->
                        throw ProblemException.notFound(
                                "not-parked", "The stream is not, or no longer, in quarantine.");
            };
        }
    }

    @Schema(name = "DiscardedEvent")
    public record DiscardedView(UUID eventId, String type, long revision, String error) {

        static @Nullable DiscardedView of(Redriven.@Nullable Discarded of) {
            return of == null
                    ? null
                    : new DiscardedView(of.eventId(), of.type(), of.revision(), of.error());
        }
    }
}
