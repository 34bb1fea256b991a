package dev.cinestream.content.readmodel;

import dev.cinestream.content.opinion.Opinion;
import dev.cinestream.content.opinion.OpinionEvent.ReviewWritten;
import dev.cinestream.content.readmodel.OpinionBatch.Judged;
import dev.cinestream.content.readmodel.OpinionBatch.Rated;
import dev.cinestream.content.readmodel.OpinionBatch.Reported;
import dev.cinestream.content.readmodel.OpinionBatch.Voted;
import dev.cinestream.content.readmodel.OpinionBatch.Written;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Writes a batch, a statement a thing that was said. A row takes what is newer than it has; sums take the difference between
/// the row as it was and as it is, in the same statement, so that they are of the rows that are there and of no event twice.
///
/// Sums are shared by streams of all lanes. Each statement takes them in the order of their keys, and the statements follow each other
/// in one order, so that writers wait for each other and never in a circle.
final class OpinionWrites {

    private static final String DIFFERENCES =
            eachRating(
                    "count(*) filter (where after = %1$d) - count(*) filter (where before = %1$d)");
    private static final String SUMS = eachRating("r.counts[%1$d] + excluded.counts[%1$d]");
    private static final String RATED =
            """
            with moved as (
                insert into %1$s.opinion as o (id, profile, title, rated, rating, rated_at)
                select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::integer[], $6::timestamptz[])
                on conflict (id) do update set rated = excluded.rated, rating = excluded.rating, rated_at = excluded.rated_at
                    where o.rated < excluded.rated
                returning new.title as title, old.rating as before, new.rating as after)
            insert into %1$s.rating as r (title, counts)
            select title, array[\
            """
                    + DIFFERENCES
                    + """
                    ] from moved group by title order by title
                    on conflict (title) do update set counts = array[\
                    """
                    + SUMS
                    + "]";
    private static final String WRITTEN =
            """
            insert into %s.opinion as o
                (id, profile, title, written, account, text, language, spoilers, edition, written_at)
            select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::uuid[], $6::text[], $7::text[],
                $8::boolean[], $9::integer[], $10::timestamptz[])
            on conflict (id) do update set written = excluded.written, account = excluded.account, text = excluded.text,
                language = excluded.language, spoilers = excluded.spoilers, edition = excluded.edition,
                written_at = excluded.written_at
                where o.written < excluded.written
            """;
    private static final String JUDGED =
            """
            insert into %s.opinion as o (id, profile, title, judged, judged_edition, hidden_because, judged_at)
            select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::integer[], $6::text[],
                $7::timestamptz[])
            on conflict (id) do update set judged = excluded.judged, judged_edition = excluded.judged_edition,
                hidden_because = excluded.hidden_because, judged_at = excluded.judged_at
                where o.judged < excluded.judged
            """;
    private static final String VOTED =
            """
            with moved as (
                insert into %1$s.feedback as f (id, profile, review, voted, helpful)
                select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::boolean[])
                on conflict (id) do update set voted = excluded.voted, helpful = excluded.helpful
                    where f.voted < excluded.voted
                returning new.review as review, old.helpful as before, new.helpful as after)
            insert into %1$s.helpful as h (review, votes)
            select review, count(*) filter (where after) - count(*) filter (where before)
            from moved group by review order by review
            on conflict (review) do update set votes = h.votes + excluded.votes
            """;
    private static final String REPORTED =
            """
            insert into %s.feedback as f (id, profile, review, reported, edition, reason, reported_at)
            select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::integer[], $6::text[],
                $7::timestamptz[])
            on conflict (id) do update set reported = excluded.reported, edition = excluded.edition,
                reason = excluded.reason, reported_at = excluded.reported_at
                where f.reported < excluded.reported
            """;

    private final SqlConnection connection;
    private final String schema;

    OpinionWrites(SqlConnection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    Uni<Void> write(OpinionBatch batch) {
        List<Uni<?>> statements = new ArrayList<>();
        add(statements, RATED, batch.rated(), OpinionWrites::ratings);
        add(statements, WRITTEN, batch.written(), OpinionWrites::texts);
        add(statements, JUDGED, batch.judged(), OpinionWrites::judgements);
        add(statements, VOTED, batch.voted(), OpinionWrites::votes);
        add(statements, REPORTED, batch.reported(), OpinionWrites::reports);
        return statements.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.combine().all().unis(statements).discardItems();
    }

    private <W> void add(
            List<Uni<?>> statements, String sql, List<W> words, Function<List<W>, Tuple> values) {
        if (!words.isEmpty()) {
            statements.add(
                    connection.preparedQuery(sql.formatted(schema)).execute(values.apply(words)));
        }
    }

    private static Tuple ratings(List<Rated> rated) {
        return tuple(
                Columns.of(rated, Rated::stream, UUID[]::new),
                Columns.of(rated, each -> each.of().profile(), UUID[]::new),
                Columns.of(rated, each -> each.of().title(), UUID[]::new),
                Columns.of(rated, Rated::revision, Long[]::new),
                Columns.of(rated, Rated::rating, Integer[]::new),
                Columns.of(rated, each -> Columns.utc(each.at()), OffsetDateTime[]::new));
    }

    private static Tuple texts(List<Written> written) {
        return tuple(
                Columns.of(written, Written::stream, UUID[]::new),
                Columns.of(written, each -> each.of().profile(), UUID[]::new),
                Columns.of(written, each -> each.of().title(), UUID[]::new),
                Columns.of(written, Written::revision, Long[]::new),
                ifThere(written, each -> each.text().subject(), UUID[]::new),
                ifThere(written, each -> each.text().text(), String[]::new),
                ifThere(written, each -> each.language(), String[]::new),
                ifThere(written, each -> each.spoilers(), Boolean[]::new),
                ifThere(written, each -> each.edition(), Integer[]::new),
                Columns.of(written, each -> Columns.utc(each.at()), OffsetDateTime[]::new));
    }

    private static Tuple judgements(List<Judged> judged) {
        return tuple(
                Columns.of(judged, Judged::stream, UUID[]::new),
                Columns.of(judged, each -> each.of().profile(), UUID[]::new),
                Columns.of(judged, each -> each.of().title(), UUID[]::new),
                Columns.of(judged, Judged::revision, Long[]::new),
                Columns.of(judged, Judged::edition, Integer[]::new),
                Columns.of(judged, Judged::hiddenBecause, String[]::new),
                Columns.of(judged, each -> Columns.utc(each.at()), OffsetDateTime[]::new));
    }

    private static Tuple votes(List<Voted> voted) {
        return tuple(
                Columns.of(voted, Voted::stream, UUID[]::new),
                Columns.of(voted, Voted::profile, UUID[]::new),
                Columns.of(voted, Voted::review, UUID[]::new),
                Columns.of(voted, Voted::revision, Long[]::new),
                Columns.of(voted, Voted::helpful, Boolean[]::new));
    }

    private static Tuple reports(List<Reported> reported) {
        return tuple(
                Columns.of(reported, Reported::stream, UUID[]::new),
                Columns.of(reported, Reported::profile, UUID[]::new),
                Columns.of(reported, Reported::review, UUID[]::new),
                Columns.of(reported, Reported::revision, Long[]::new),
                Columns.of(reported, Reported::edition, Integer[]::new),
                Columns.of(reported, each -> each.reason().name(), String[]::new),
                Columns.of(reported, each -> Columns.utc(each.at()), OffsetDateTime[]::new));
    }

    /// What there is only while there is a review.
    private static <V> @Nullable V[] ifThere(
            List<Written> written,
            Function<ReviewWritten, ? extends @Nullable V> value,
            IntFunction<@Nullable V[]> array) {
        return Columns.of(
                written, each -> each.review() == null ? null : value.apply(each.review()), array);
    }

    private static Tuple tuple(Object... columns) {
        return Tuple.from(Arrays.asList(columns));
    }

    /// The expression for each rating there can be, with commas between.
    private static String eachRating(String expression) {
        return IntStream.rangeClosed(Opinion.LOWEST, Opinion.HIGHEST)
                .mapToObj(expression::formatted)
                .collect(Collectors.joining(", "));
    }
}
