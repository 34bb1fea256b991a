package dev.cinestream.admin.web;

import dev.cinestream.eventsourcing.command.Aggregates;
import dev.cinestream.eventsourcing.history.HistoryEvent;
import dev.cinestream.eventsourcing.history.LogReadException;
import dev.cinestream.eventsourcing.history.StateAt;
import dev.cinestream.eventsourcing.history.StreamHistory;
import dev.cinestream.eventsourcing.projection.Progress;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What happened to one aggregate, by whom, when and why, and what it was at any moment; read from Kafka.
@Path("/admin/streams/{category}/{stream}")
@RolesAllowed({Roles.SUPPORT, Roles.OPS, Roles.ADMIN})
@Tag(name = "Operations: history")
public class StreamsResource {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final AuditTrail trail;
    private final StreamHistory history;
    private final Aggregates aggregates;

    StreamsResource(AuditTrail trail, StreamHistory history, Aggregates aggregates) {
        this.trail = trail;
        this.history = history;
        this.aggregates = aggregates;
    }

    @Schema(name = "History", description = "In order, from the revision asked for")
    public record History(
            List<RecordedView> items,
            @Schema(description = "The parameter from of the next page; absent when there is none")
                    @Nullable Long next) {}

    @Schema(name = "LoggedEvent")
    public record RecordedView(
            EventView event,
            @Schema(description = "Whether its checksum fits its bytes and the event before")
                    boolean intact,
            @Schema(
                            description = "Where it lies in Kafka",
                            examples = "cinestream.content.title/3@17")
                    String at) {

        static RecordedView of(HistoryEvent of) {
            return new RecordedView(
                    EventView.of(of.metadata(), of.event(), of.unreadable()),
                    of.intact(),
                    of.topic() + "/" + of.partition() + "@" + of.offset());
        }
    }

    @GET
    @Operation(
            summary = "What happened to it, by whom, when and why",
            description =
                    "Read from Kafka and checked against the chain of checksums; what was erased reads as blank.")
    @APIResponse(responseCode = "200", description = "A page of events, in order")
    @APIResponse(responseCode = "404", description = "No such category, or nothing happened")
    @APIResponse(responseCode = "503", description = "The log cannot be read now")
    public Uni<History> events(
            @PathParam("category") String category,
            @PathParam("stream") UUID stream,
            @Parameter(description = "The first revision wanted") @QueryParam("from")
                    @Nullable Long from,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        Asked.only(uri, "from", "limit");
        long first = from == null ? 1 : positive("from", from);
        int most = Asked.limit(limit);
        return reading(
                "stream.history",
                category,
                stream,
                () ->
                        history.events(category, stream, first, most)
                                .map(events -> page(events, first)));
    }

    @GET
    @Path("state")
    @Operation(
            summary = "What it was, after a revision or at a moment",
            description = "Without revision and at: what it is now.")
    @APIResponse(responseCode = "200", description = "Its state as its rules saw it")
    @APIResponse(responseCode = "404", description = "No such category, or nothing had happened")
    @APIResponse(responseCode = "503", description = "The log cannot be read now")
    public Uni<StateAt> state(
            @PathParam("category") String category,
            @PathParam("stream") UUID stream,
            @QueryParam("revision") @Nullable Long revision,
            @QueryParam("at") @Nullable Instant at,
            @Context UriInfo uri) {
        Asked.only(uri, "revision", "at");
        if (revision != null && at != null) {
            throw ProblemException.badParameter(
                    "at", "Stands beside revision.", "revision or at, not both");
        }
        long last = revision == null ? Long.MAX_VALUE : positive("revision", revision);
        return reading(
                "stream.state",
                category,
                stream,
                () ->
                        (at == null
                                        ? history.stateAt(category, stream, last)
                                        : history.stateAt(category, stream, at))
                                .invoke(state -> {
                                    if (state.revision() == 0) {
                                        throw nothingHappened();
                                    }
                                }));
    }

    private <T> Uni<T> reading(String action, String category, UUID stream, Supplier<Uni<T>> read) {
        return trail.reading(
                action,
                Asked.category(aggregates, category) + "/" + stream,
                () ->
                        read.get()
                                .onFailure(StreamsResource::isOfTheLog)
                                .transform(_ ->
                                        ProblemException.unavailable(
                                                "log-unavailable",
                                                "The log does not give these events now.",
                                                RETRY_AFTER)));
    }

    private static boolean isOfTheLog(Throwable failure) {
        return failure instanceof LogReadException || failure instanceof Progress.NotYetException;
    }

    private static History page(List<HistoryEvent> events, long from) {
        if (events.isEmpty() && from == 1) {
            throw nothingHappened();
        }
        return new History(
                events.stream().map(RecordedView::of).toList(),
                events.isEmpty() ? null : events.getLast().metadata().revision() + 1);
    }

    private static long positive(String name, long value) {
        if (value < 1) {
            throw ProblemException.badParameter(name, "Is out of range.", "a number from 1 on");
        }
        return value;
    }

    private static ProblemException nothingHappened() {
        return ProblemException.notFound("no-such-stream", "Nothing had happened to it by then.");
    }
}
