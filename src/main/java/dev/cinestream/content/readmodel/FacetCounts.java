package dev.cinestream.content.readmodel;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Counts a listing's facets in one pass over the titles that fail at most one of the filters a facet varies.
final class FacetCounts {

    private static final int MOST_VALUES = 50;

    private enum Facet {
        KIND,
        GENRE,
        YEAR,
        COUNTRY
    }

    private FacetCounts() {}

    static Query query(TitleFilter filter, Viewpoint from) {
        var bound = new Bound();
        String fixed = filter.fixed(bound);
        String anywhere = from.anywhere().condition("t", bound);
        boolean chosen = from.country() != null && !from.bound();
        String here = chosen ? from.condition("t", bound) : "true";
        String now = bound.add(Moments.micros(from.now()));
        String sql =
                """
                with t as materialized (
                    select * from (
                        select t.kind, t.genres, t.year, t.countries, t.opens, t.closes,
                            %s as of_kind, %s as of_year, %s as of_country
                        from catalog.title t where %s and %s) t
                    where of_kind::int + of_year::int + of_country::int >= 2)
                """
                        .formatted(filter.ofKind(), filter.ofYear(bound), here, fixed, anywhere);
        return Query.of(
                sql
                        + counts(Facet.KIND, "t.kind", "t", "of_year and of_country")
                        + " union all "
                        + counts(
                                Facet.GENRE,
                                "value",
                                "t, lateral (select distinct unnest(t.genres) as value) v",
                                "of_kind and of_year and of_country")
                        + " union all "
                        + counts(
                                Facet.YEAR,
                                "t.year::text",
                                "t",
                                "t.year is not null and of_kind and of_country")
                        + " union all "
                        + counts(
                                Facet.COUNTRY,
                                "value",
                                "t, " + countries(now),
                                "of_kind and of_year" + own(from, bound)),
                bound);
    }

    /// Who may look from one country only is told of no other.
    private static String own(Viewpoint from, Bound bound) {
        return from.bound() ? " and value in ('*', " + bound.add(from.country()) + "::text)" : "";
    }

    private static String counts(Facet facet, String value, String from, String where) {
        return "(select '%s' as facet, %s as value, count(*) from %s where %s group by value order by count(*) desc, value limit %d)"
                .formatted(facet, value, from, where, MOST_VALUES);
    }

    private static String countries(String now) {
        return """
        lateral (select distinct w.country as value
            from unnest(t.countries, t.opens, t.closes) as w (country, opens, closes)
            where w.opens <= %1$s::bigint and %1$s::bigint < w.closes
            union all select '*' where t.countries = '{}') v\
        """
                .formatted(now);
    }

    static Facets facets(RowSet<Row> rows) {
        Map<Facet, Map<String, Long>> counts = new EnumMap<>(Facet.class);
        for (Facet facet : Facet.values()) {
            counts.put(facet, new LinkedHashMap<>());
        }
        for (Row row : rows) {
            of(counts, Facet.valueOf(row.getString("facet")))
                    .put(row.getString("value"), row.getLong("count"));
        }
        return new Facets(
                of(counts, Facet.KIND),
                of(counts, Facet.GENRE),
                of(counts, Facet.YEAR),
                of(counts, Facet.COUNTRY));
    }

    private static Map<String, Long> of(Map<Facet, Map<String, Long>> counts, Facet facet) {
        return Objects.requireNonNull(counts.get(facet));
    }
}
