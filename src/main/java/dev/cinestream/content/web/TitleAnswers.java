package dev.cinestream.content.web;

import dev.cinestream.content.AgeRating;
import dev.cinestream.content.Artwork;
import dev.cinestream.content.AvailabilityWindow;
import dev.cinestream.content.LocalizedText;
import dev.cinestream.content.TitleKind;
import dev.cinestream.content.TitleMetadata;
import dev.cinestream.content.readmodel.Facets;
import dev.cinestream.content.readmodel.MainText;
import dev.cinestream.content.readmodel.TitlePage;
import dev.cinestream.content.readmodel.TitleRow;
import dev.cinestream.content.readmodel.Titles.Children;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What readers get.
@RegisterForReflection
public final class TitleAnswers {

    private TitleAnswers() {}

    @Schema(name = "Title", description = "A title with all that is known of it")
    public record Whole(
            UUID id,
            long revision,
            TitleKind kind,
            String standing,
            @Nullable UUID parent,
            @Nullable Integer number,
            @Schema(description = "Of name and synopsis here: the best for Accept-Language")
                    @Nullable String language,
            @Nullable String name,
            @Nullable String synopsis,
            TitleMetadata metadata,
            @Schema(description = "None means everywhere, always")
                    List<AvailabilityWindow> availability,
            Instant draftedAt,
            Instant changedAt,
            @Nullable Instant publishedAt) {

        static Whole of(TitleRow row, @Nullable String acceptLanguage) {
            Chosen text = Chosen.of(row, acceptLanguage);
            return new Whole(
                    row.id(),
                    row.revision(),
                    row.kind(),
                    row.standing(),
                    row.parent(),
                    row.number(),
                    text.language(),
                    text.name(),
                    text.synopsis(),
                    row.metadata(),
                    row.windows(),
                    row.draftedAt(),
                    row.changedAt(),
                    row.publishedAt());
        }
    }

    @Schema(name = "TitleSummary", description = "A title in a listing")
    public record Summary(
            UUID id,
            long revision,
            TitleKind kind,
            String standing,
            @Nullable UUID parent,
            @Nullable Integer number,
            @Nullable String language,
            @Nullable String name,
            @Nullable String synopsis,
            @Nullable Integer year,
            @Nullable Integer runtimeSeconds,
            List<String> genres,
            @Nullable AgeRating ageRating,
            List<Artwork> artwork) {

        static Summary of(TitleRow row, @Nullable String acceptLanguage) {
            Chosen text = Chosen.of(row, acceptLanguage);
            TitleMetadata metadata = row.metadata();
            return new Summary(
                    row.id(),
                    row.revision(),
                    row.kind(),
                    row.standing(),
                    row.parent(),
                    row.number(),
                    text.language(),
                    text.name(),
                    text.synopsis(),
                    metadata.year(),
                    metadata.runtimeSeconds(),
                    metadata.genres(),
                    metadata.ageRating(),
                    metadata.artwork());
        }

        static List<Summary> of(List<TitleRow> rows, @Nullable String acceptLanguage) {
            return rows.stream().map(row -> of(row, acceptLanguage)).toList();
        }
    }

    @Schema(name = "TitlePage", description = "Part of a listing")
    public record Listing(
            List<Summary> items,
            @Schema(description = "The parameter cursor of the next page; absent on the last")
                    @Nullable String next,
            @Schema(description = "Counts by filter, on the first page") @Nullable Facets facets) {

        static Listing of(
                TitlePage page, @Nullable Facets facets, @Nullable String acceptLanguage) {
            return new Listing(
                    Summary.of(page.titles(), acceptLanguage),
                    page.next() == null ? null : page.next().toString(),
                    facets);
        }
    }

    @Schema(name = "Season", description = "A season with its first episodes")
    public record Season(
            Summary season,
            List<Summary> episodes,
            @Schema(description = "All there are; those beyond the first: GET /v1/titles?parent=")
                    long episodesTotal) {}

    @Schema(name = "Seasons", description = "A series' seasons")
    public record Seasons(List<Season> items, @Nullable String next) {

        static Seasons of(
                TitlePage seasons, Map<UUID, Children> episodes, @Nullable String acceptLanguage) {
            List<Season> items =
                    seasons.titles().stream()
                            .map(row -> season(row, episodes.get(row.id()), acceptLanguage))
                            .toList();
            return new Seasons(items, seasons.next() == null ? null : seasons.next().toString());
        }

        private static Season season(
                TitleRow row, @Nullable Children episodes, @Nullable String acceptLanguage) {
            Summary season = Summary.of(row, acceptLanguage);
            return episodes == null
                    ? new Season(season, List.of(), 0)
                    : new Season(
                            season,
                            Summary.of(episodes.titles(), acceptLanguage),
                            episodes.total());
        }
    }

    /// The text in the language that suits the reader best.
    private record Chosen(
            @Nullable String language, @Nullable String name, @Nullable String synopsis) {

        static Chosen of(TitleRow row, @Nullable String acceptLanguage) {
            Map.Entry<String, LocalizedText> best = MainText.best(row.metadata(), acceptLanguage);
            return best == null
                    ? new Chosen(null, null, null)
                    : new Chosen(best.getKey(), best.getValue().name(), best.getValue().synopsis());
        }
    }
}
