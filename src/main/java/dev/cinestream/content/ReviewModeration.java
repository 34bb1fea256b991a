package dev.cinestream.content;

import dev.cinestream.content.opinion.OpinionCommand;
import dev.cinestream.content.readmodel.Page;
import dev.cinestream.content.readmodel.Reviews;
import dev.cinestream.eventsourcing.command.CommandResult.Committed;
import dev.cinestream.platform.http.Commands;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What support asks about reviews and decides about them. Who asks has seen to it that support may, and that it is written
/// down.
@ApplicationScoped
public class ReviewModeration {

    private final Reviews reviews;
    private final Commands commands;

    ReviewModeration(Reviews reviews, Commands commands) {
        this.reviews = reviews;
        this.commands = commands;
    }

    /// Which reviews support looks at.
    public enum State {
        /// Reported, and not judged since the text is as it is.
        REPORTED,
        HIDDEN
    }

    @RegisterForReflection
    @Schema(name = "ReviewsToJudge", description = "What waits longest first")
    public record Listing(
            List<ReviewToJudge> items,
            @Schema(description = "The parameter cursor of the next page; absent on the last")
                    @Nullable String next) {}

    public Uni<Listing> list(State state, @Nullable String cursor, int limit) {
        Uni<Page<ReviewToJudge>> page =
                switch (state) {
                    case REPORTED -> reviews.reported(cursor, limit);
                    case HIDDEN -> reviews.hidden(cursor, limit);
                };
        return page.map(found ->
                new Listing(found.items(), found.next() == null ? null : found.next().toString()));
    }

    /// @param edition the one that was looked at; when its author has changed it since, nothing is done
    /// @param reason the author reads it
    public Uni<Committed<?>> hide(UUID review, int edition, String reason) {
        return judge(review, new OpinionCommand.HideReview(edition, reason));
    }

    /// @param edition the one that was looked at; when its author has changed it since, nothing is done
    public Uni<Committed<?>> show(UUID review, int edition, String reason) {
        return judge(review, new OpinionCommand.ShowReview(edition, reason));
    }

    private Uni<Committed<?>> judge(UUID review, OpinionCommand command) {
        return commands.execute(ContentModule.OPINION, review, command, command).map(done -> done);
    }
}
