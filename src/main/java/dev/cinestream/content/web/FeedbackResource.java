package dev.cinestream.content.web;

import dev.cinestream.content.ContentModule;
import dev.cinestream.content.feedback.FeedbackCommand;
import dev.cinestream.content.feedback.FeedbackCommand.FindHelpful;
import dev.cinestream.content.feedback.FeedbackCommand.ReportReview;
import dev.cinestream.content.feedback.FeedbackCommand.TakeHelpfulBack;
import dev.cinestream.content.feedback.ReviewFacts;
import dev.cinestream.content.opinion.OpinionState;
import dev.cinestream.content.opinion.OpinionState.Voiced;
import dev.cinestream.content.readmodel.Viewpoint;
import dev.cinestream.content.web.OpinionRequests.Report;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.platform.http.Answers;
import dev.cinestream.platform.http.Commands;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What the caller's profile says about another's review.
@Path("/v1/reviews/{id}")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Ratings and reviews")
public class FeedbackResource {

    private final SeenTitles seen;
    private final Viewers viewers;
    private final Commands commands;
    private final CommandBus bus;

    FeedbackResource(SeenTitles seen, Viewers viewers, Commands commands, CommandBus bus) {
        this.seen = seen;
        this.viewers = viewers;
        this.commands = commands;
        this.bus = bus;
    }

    @PUT
    @Path("helpful")
    @Operation(
            summary = "Find a review helpful",
            description = "Counts once a profile, and not of a review of one's own.")
    @APIResponse(responseCode = "204", description = "It counts, or did already")
    @APIResponse(responseCode = "404", description = "There is no such review for this viewer")
    public Uni<Response> helpful(@PathParam("id") UUID review, @Context UriInfo uri) {
        UUID profile = viewers.profile();
        return facts(review, uri)
                .chain(facts -> say(profile, review, new FindHelpful(profile, facts), null));
    }

    @DELETE
    @Path("helpful")
    @Operation(
            summary = "No longer find a review helpful",
            description = "Also of a review that is no longer there.")
    @APIResponse(responseCode = "204", description = "It does not count any more")
    public Uni<Response> takeHelpfulBack(@PathParam("id") UUID review) {
        UUID profile = viewers.profile();
        return say(profile, review, new TakeHelpfulBack(profile, review), null);
    }

    @PUT
    @Path("report")
    @Operation(
            summary = "Report a review",
            description =
                    "Support looks at it. Counts once a profile, until the author writes another text.")
    @APIResponse(responseCode = "204", description = "Reported, or it was already")
    @APIResponse(responseCode = "404", description = "There is no such review for this viewer")
    public Uni<Response> report(@PathParam("id") UUID review, Report body, @Context UriInfo uri) {
        UUID profile = viewers.profile();
        return facts(review, uri)
                .chain(facts ->
                        say(
                                profile,
                                review,
                                new ReportReview(profile, facts, body.reason()),
                                body));
    }

    private Uni<Response> say(
            UUID profile, UUID review, FeedbackCommand command, @Nullable Object body) {
        return commands.execute(
                        ContentModule.FEEDBACK, OpinionIds.feedback(profile, review), command, body)
                .map(Answers::noContent);
    }

    /// Of a review whose title the caller sees.
    private Uni<ReviewFacts> facts(UUID review, UriInfo uri) {
        Viewpoint from = seen.viewpoint(uri, Set.of(), Set.of());
        return bus.head(ContentModule.OPINION, review)
                .map(head -> voiced(head == null ? null : head.state()))
                .call(opinion -> seen.title(opinion.of().title(), from))
                .onFailure(FeedbackResource::isNotFound)
                .transform(_ -> noSuchReview())
                .map(opinion ->
                        new ReviewFacts(
                                review,
                                opinion.of().profile(),
                                opinion.editions(),
                                opinion.isShown()));
    }

    private static Voiced voiced(@Nullable OpinionState state) {
        if (state instanceof Voiced opinion) {
            return opinion;
        }
        throw noSuchReview();
    }

    private static boolean isNotFound(Throwable failure) {
        return failure instanceof ProblemException problem && problem.problem().status() == 404;
    }

    private static ProblemException noSuchReview() {
        return ProblemException.notFound(
                "no-such-review", "There is no review with this id, or none for this viewer.");
    }
}
