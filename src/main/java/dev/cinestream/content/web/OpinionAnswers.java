package dev.cinestream.content.web;

import dev.cinestream.content.ProfileTitle;
import dev.cinestream.content.opinion.OpinionState;
import dev.cinestream.content.opinion.OpinionState.Voiced;
import dev.cinestream.content.readmodel.OpinionRow;
import dev.cinestream.content.readmodel.Page;
import dev.cinestream.content.readmodel.RatingTally;
import dev.cinestream.content.readmodel.ReviewRow;
import dev.cinestream.content.readmodel.TitleRow;
import dev.cinestream.content.web.TitleAnswers.Summary;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What viewers get.
@RegisterForReflection(
        targets = {
            OpinionAnswers.Mine.class,
            OpinionAnswers.MyReview.class,
            OpinionAnswers.TitleRatings.class,
            OpinionAnswers.ReviewPage.class,
            OpinionAnswers.Said.class,
            OpinionAnswers.SaidPage.class,
            OpinionAnswers.Listed.class,
            ReviewRow.class
        })
public final class OpinionAnswers {

    private OpinionAnswers() {}

    @Schema(name = "Opinion", description = "What the caller's profile thinks of a title")
    public record Mine(
            UUID title,
            @Schema(description = "In half stars, 1 to 10; absent when there is none")
                    @Nullable Integer rating,
            @Nullable MyReview review) {

        static Mine of(ProfileTitle of, @Nullable OpinionState state) {
            return state instanceof Voiced opinion
                    ? new Mine(of.title(), opinion.rating(), MyReview.of(of, opinion))
                    : new Mine(of.title(), null, null);
        }
    }

    @Schema(name = "MyReview")
    public record MyReview(
            UUID id,
            String text,
            String language,
            boolean spoilers,
            int edition,
            @Schema(description = "Why support hid it from others; absent when they can read it")
                    @Nullable String hiddenBecause) {

        static @Nullable MyReview of(ProfileTitle of, Voiced opinion) {
            var review = opinion.review();
            String text = review == null ? null : review.text().text();
            return review == null || text == null
                    ? null
                    : new MyReview(
                            OpinionIds.opinion(of),
                            text,
                            review.language(),
                            review.spoilers(),
                            opinion.editions(),
                            opinion.hiddenBecause());
        }

        static @Nullable MyReview of(OpinionRow row) {
            return row.text() == null || row.language() == null
                    ? null
                    : new MyReview(
                            row.id(),
                            row.text(),
                            row.language(),
                            row.spoilers(),
                            row.edition(),
                            row.hiddenBecause());
        }
    }

    @Schema(name = "TitleRatings", description = "What viewers gave a title, in half stars")
    public record TitleRatings(
            UUID title,
            long ratings,
            @Schema(description = "Of all ratings; absent when there is none")
                    @Nullable BigDecimal average,
            @Schema(description = "As if twenty more had given 6.5: what titles are compared by")
                    BigDecimal weighted,
            @Schema(description = "How many gave 1, 2 … 10") Map<Integer, Long> histogram) {

        static TitleRatings of(UUID title, RatingTally tally) {
            Map<Integer, Long> histogram = new TreeMap<>();
            for (int i = 0; i < tally.counts().size(); i++) {
                histogram.put(i + 1, tally.counts().get(i));
            }
            return new TitleRatings(
                    title, tally.ratings(), tally.average(), tally.weighted(), histogram);
        }
    }

    @Schema(name = "ReviewPage", description = "Part of a title's reviews")
    public record ReviewPage(
            List<ReviewRow> items,
            @Schema(description = "The parameter cursor of the next page; absent on the last")
                    @Nullable String next) {

        static ReviewPage of(Page<ReviewRow> page) {
            return new ReviewPage(
                    page.items(), page.next() == null ? null : page.next().toString());
        }
    }

    @Schema(name = "OpinionSaid", description = "What the profile thinks of one title")
    public record Said(
            UUID title,
            @Schema(description = "Absent when the profile does not see the title now")
                    @Nullable Summary summary,
            @Nullable Integer rating,
            @Nullable MyReview review,
            Instant saidAt) {

        static Said of(OpinionRow row, @Nullable TitleRow title, @Nullable String language) {
            return new Said(
                    row.title(),
                    title == null ? null : Summary.of(title, language),
                    row.rating(),
                    MyReview.of(row),
                    row.saidAt());
        }
    }

    @Schema(name = "OpinionPage", description = "Part of what the profile said")
    public record SaidPage(
            List<Said> items,
            @Schema(description = "The parameter cursor of the next page; absent on the last")
                    @Nullable String next) {}

    @Schema(name = "MyListPage", description = "Part of a list")
    public record Listed(
            @Schema(description = "Those that the profile sees now; the others wait")
                    List<Summary> items,
            @Schema(description = "All that are on the list, those not seen now included")
                    int total,
            @Schema(description = "The parameter cursor of the next page; absent on the last")
                    @Nullable String next) {}
}
