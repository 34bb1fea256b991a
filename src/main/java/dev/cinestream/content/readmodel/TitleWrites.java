package dev.cinestream.content.readmodel;

import dev.cinestream.content.AgeRating;
import dev.cinestream.content.AvailabilityWindow;
import dev.cinestream.content.TitleMetadata;
import dev.cinestream.content.title.TitleEvent.TitleDrafted;
import dev.cinestream.content.title.TitleState.Standing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes a batch's changes, pipelined: one statement for titles that begin in it, and for those that were there before one
/// for metadata, one for windows, one for what else changed.
final class TitleWrites {

    private static final String INSERT =
            """
            insert into %s.title (id, revision, kind, standing, parent, number, metadata, windows, countries, opens, closes,
                year, minimum_age, genres, sort_name, names, document, drafted_at, changed_at, published_at)
            select id, revision, kind, standing, parent, number, metadata::jsonb, windows::jsonb,
                string_to_array(countries, ','), string_to_array(opens, ',')::bigint[],
                string_to_array(closes, ',')::bigint[], year, minimum_age, string_to_array(genres, ','), sort_name, names,
                document::tsvector, drafted_at, changed_at, published_at
            from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::uuid[], $6::integer[], $7::text[], $8::text[],
                $9::text[], $10::text[], $11::text[], $12::integer[], $13::integer[], $14::text[], $15::text[], $16::text[],
                $17::text[], $18::timestamptz[], $19::timestamptz[], $20::timestamptz[])
                as new (id, revision, kind, standing, parent, number, metadata, windows, countries, opens, closes, year,
                minimum_age, genres, sort_name, names, document, drafted_at, changed_at, published_at)
            """;
    private static final String REVISE =
            """
            update %s.title t set metadata = new.metadata::jsonb, year = new.year, minimum_age = new.minimum_age,
                genres = string_to_array(new.genres, ','), sort_name = new.sort_name, names = new.names,
                document = new.document::tsvector
            from unnest($1::uuid[], $2::text[], $3::integer[], $4::integer[], $5::text[], $6::text[], $7::text[], $8::text[])
                as new (id, metadata, year, minimum_age, genres, sort_name, names, document)
            where t.id = new.id
            """;
    private static final String SCHEDULE =
            """
            update %s.title t set windows = new.windows::jsonb, countries = string_to_array(new.countries, ','),
                opens = string_to_array(new.opens, ',')::bigint[], closes = string_to_array(new.closes, ',')::bigint[]
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[])
                as new (id, windows, countries, opens, closes)
            where t.id = new.id
            """;
    private static final String MOVE =
            """
            update %s.title t set revision = new.revision, changed_at = new.changed_at,
                standing = coalesce(new.standing, t.standing),
                published_at = case when new.standing is null then t.published_at else new.published_at end
            from unnest($1::uuid[], $2::bigint[], $3::timestamptz[], $4::text[], $5::timestamptz[])
                as new (id, revision, changed_at, standing, published_at)
            where t.id = new.id
            """;

    private final SqlConnection connection;
    private final String schema;

    TitleWrites(SqlConnection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    Uni<Void> write(Collection<TitleChange> changes) {
        List<TitleChange> begun = having(changes, TitleChange::drafted);
        List<TitleChange> there = changes.stream().filter(c -> c.drafted() == null).toList();
        List<Uni<?>> statements = new ArrayList<>();
        add(statements, INSERT, begun, TitleWrites::insertion);
        add(statements, REVISE, having(there, TitleChange::metadata), TitleWrites::revision);
        add(statements, SCHEDULE, having(there, TitleChange::windows), TitleWrites::schedule);
        add(statements, MOVE, there, TitleWrites::movement);
        return Uni.combine().all().unis(statements).discardItems();
    }

    private static List<TitleChange> having(
            Collection<TitleChange> changes, Function<TitleChange, @Nullable Object> what) {
        return changes.stream().filter(change -> what.apply(change) != null).toList();
    }

    private void add(
            List<Uni<?>> statements,
            String sql,
            List<TitleChange> changes,
            Function<List<TitleChange>, Tuple> parameters) {
        if (!changes.isEmpty()) {
            statements.add(
                    connection
                            .preparedQuery(sql.formatted(schema))
                            .execute(parameters.apply(changes))
                            .invoke(done -> expect(changes.size(), done.rowCount())));
        }
    }

    /// An update that finds no row would lose a change without a word.
    private static void expect(int titles, int rows) {
        if (titles != rows) {
            throw new IllegalStateException(
                    "a batch changes " + titles + " titles, of which " + rows + " are there");
        }
    }

    private static Tuple insertion(List<TitleChange> changes) {
        List<TitleDrafted> drafts =
                changes.stream().map(c -> Objects.requireNonNull(c.drafted())).toList();
        List<TitleMetadata> metadata = metadata(changes);
        List<SearchDocument> found = metadata.stream().map(SearchDocument::of).toList();
        List<List<AvailabilityWindow>> windows = windows(changes);
        return Tuple.from(
                List.of(
                        Columns.of(changes, TitleChange::id, UUID[]::new),
                        Columns.of(changes, TitleChange::revision, Long[]::new),
                        Columns.of(drafts, draft -> draft.kind().name(), String[]::new),
                        Columns.of(changes, change -> name(change.standing()), String[]::new),
                        Columns.of(drafts, TitleDrafted::parent, UUID[]::new),
                        Columns.of(drafts, TitleDrafted::number, Integer[]::new),
                        Columns.of(metadata, TitleJson::write, String[]::new),
                        Columns.of(windows, TitleJson::write, String[]::new),
                        Columns.of(windows, TitleWrites::countries, String[]::new),
                        Columns.of(windows, TitleWrites::opens, String[]::new),
                        Columns.of(windows, TitleWrites::closes, String[]::new),
                        Columns.of(metadata, TitleMetadata::year, Integer[]::new),
                        Columns.of(metadata, TitleWrites::minimumAge, Integer[]::new),
                        Columns.of(metadata, TitleWrites::genres, String[]::new),
                        Columns.of(found, SearchDocument::sortName, String[]::new),
                        Columns.of(found, SearchDocument::names, String[]::new),
                        Columns.of(found, SearchDocument::document, String[]::new),
                        Columns.of(
                                changes,
                                change -> Columns.utc(change.draftedAt()),
                                OffsetDateTime[]::new),
                        Columns.of(
                                changes,
                                change -> Columns.utc(change.changedAt()),
                                OffsetDateTime[]::new),
                        Columns.of(
                                changes,
                                change -> Columns.utc(change.publishedAt()),
                                OffsetDateTime[]::new)));
    }

    private static Tuple revision(List<TitleChange> changes) {
        List<TitleMetadata> metadata = metadata(changes);
        List<SearchDocument> found = metadata.stream().map(SearchDocument::of).toList();
        return Tuple.from(
                List.of(
                        Columns.of(changes, TitleChange::id, UUID[]::new),
                        Columns.of(metadata, TitleJson::write, String[]::new),
                        Columns.of(metadata, TitleMetadata::year, Integer[]::new),
                        Columns.of(metadata, TitleWrites::minimumAge, Integer[]::new),
                        Columns.of(metadata, TitleWrites::genres, String[]::new),
                        Columns.of(found, SearchDocument::sortName, String[]::new),
                        Columns.of(found, SearchDocument::names, String[]::new),
                        Columns.of(found, SearchDocument::document, String[]::new)));
    }

    private static Tuple schedule(List<TitleChange> changes) {
        List<List<AvailabilityWindow>> windows = windows(changes);
        return Tuple.of(
                Columns.of(changes, TitleChange::id, UUID[]::new),
                Columns.of(windows, TitleJson::write, String[]::new),
                Columns.of(windows, TitleWrites::countries, String[]::new),
                Columns.of(windows, TitleWrites::opens, String[]::new),
                Columns.of(windows, TitleWrites::closes, String[]::new));
    }

    private static Tuple movement(List<TitleChange> changes) {
        return Tuple.of(
                Columns.of(changes, TitleChange::id, UUID[]::new),
                Columns.of(changes, TitleChange::revision, Long[]::new),
                Columns.of(
                        changes, change -> Columns.utc(change.changedAt()), OffsetDateTime[]::new),
                Columns.of(changes, change -> name(change.standing()), String[]::new),
                Columns.of(
                        changes,
                        change -> Columns.utc(change.publishedAt()),
                        OffsetDateTime[]::new));
    }

    private static List<TitleMetadata> metadata(List<TitleChange> changes) {
        return changes.stream().map(c -> Objects.requireNonNull(c.metadata())).toList();
    }

    private static List<List<AvailabilityWindow>> windows(List<TitleChange> changes) {
        return changes.stream().map(c -> Objects.requireNonNull(c.windows())).toList();
    }

    private static @Nullable Integer minimumAge(TitleMetadata metadata) {
        AgeRating rating = metadata.ageRating();
        return rating == null ? null : rating.minimumAge();
    }

    private static String genres(TitleMetadata metadata) {
        return String.join(",", metadata.genres());
    }

    private static String countries(List<AvailabilityWindow> windows) {
        return joined(windows, AvailabilityWindow::country);
    }

    private static String opens(List<AvailabilityWindow> windows) {
        return joined(windows, window -> Moments.micros(window.from()));
    }

    private static String closes(List<AvailabilityWindow> windows) {
        return joined(
                windows,
                window -> window.until() == null ? Moments.NEVER : Moments.micros(window.until()));
    }

    private static String joined(
            List<AvailabilityWindow> windows, Function<AvailabilityWindow, Object> what) {
        return windows.stream()
                .map(window -> what.apply(window).toString())
                .collect(Collectors.joining(","));
    }

    private static @Nullable String name(@Nullable Standing standing) {
        return standing == null ? null : standing.name();
    }
}
