package dev.cinestream.content.readmodel;

import dev.cinestream.content.readmodel.TitleFilter.Facet;
import dev.cinestream.platform.http.Cursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The catalog's queries: one title, what lies under it, and listings.
@ApplicationScoped
public class Titles {

    private static final int MOST_VALUES = 50;

    private final Pool pool;

    Titles(Pool pool) {
        this.pool = pool;
    }

    /// Null when there is none, or none that is seen from there.
    public Uni<@Nullable TitleRow> byId(UUID id, Viewpoint from) {
        var bound = new Bound();
        String sql =
                "select %s from catalog.title t where t.id = %s::uuid and %s"
                        .formatted(TitleRow.WHOLE, bound.add(id), from.condition("t", bound));
        return query(sql, bound)
                .map(rows -> {
                    for (Row row : rows) {
                        return TitleRow.of(row);
                    }
                    return null;
                });
    }

    public Uni<TitlePage> list(
            TitleFilter filter,
            TitleOrder order,
            Viewpoint from,
            @Nullable Cursor after,
            int limit) {
        var bound = new Bound();
        String sql =
                "select %s, %s from catalog.title t where %s and %s and %s order by %s limit %s"
                        .formatted(
                                TitleRow.SUMMARY,
                                order.column(),
                                filter.condition(null, bound),
                                order.after(after, bound),
                                from.condition("t", bound),
                                order.by(),
                                bound.add(limit + 1));
        return query(sql, bound).map(rows -> TitlePage.of(rows, limit, order::cursorAt));
    }

    /// What lies under each of the titles by its number, the first so many, and how many there are.
    public Uni<Map<UUID, Children>> under(List<UUID> parents, Viewpoint from, int most) {
        var bound = new Bound();
        String sql =
                """
                select %s, t.total from (
                    select t.*, row_number() over (partition by t.parent order by t.number, t.id) as place,
                        count(*) over (partition by t.parent) as total
                    from catalog.title t where t.parent = any(%s::uuid[]) and %s) t
                where t.place <= %s::integer order by t.parent, t.place
                """
                        .formatted(
                                TitleRow.SUMMARY,
                                bound.add(parents.toArray(UUID[]::new)),
                                from.condition("t", bound),
                                bound.add(most));
        return query(sql, bound).map(Titles::byParent);
    }

    /// @param total how many there are besides those listed, these included
    public record Children(List<TitleRow> titles, long total) {}

    private static Map<UUID, Children> byParent(RowSet<Row> rows) {
        Map<UUID, Children> byParent = new LinkedHashMap<>();
        for (Row row : rows) {
            byParent.computeIfAbsent(
                            row.getUUID("parent"),
                            _ -> new Children(new ArrayList<>(), row.getLong("total")))
                    .titles()
                    .add(TitleRow.of(row));
        }
        return byParent;
    }

    public Uni<Facets> facets(TitleFilter filter, Viewpoint from) {
        var bound = new Bound();
        List<String> counts = new ArrayList<>();
        for (Facet facet : Facet.values()) {
            Viewpoint seen = facet == Facet.COUNTRY ? from.anywhere() : from;
            counts.add(
                    "(select '%s' as facet, value, count(*) from catalog.title t, %s where value is not null and %s and %s group by value order by count(*) desc, value limit %d)"
                            .formatted(
                                    facet,
                                    values(facet, from, bound),
                                    filter.condition(facet, bound),
                                    seen.condition("t", bound),
                                    MOST_VALUES));
        }
        return query(String.join(" union all ", counts), bound).map(Titles::facets);
    }

    /// The values a title counts for.
    private static String values(Facet facet, Viewpoint from, Bound bound) {
        return switch (facet) {
            case KIND -> "lateral (select t.kind as value) v";
            case GENRE -> "lateral (select distinct unnest(t.genres) as value) v";
            case YEAR -> "lateral (select t.year::text as value) v";
            case COUNTRY ->
                    """
                    lateral (select distinct w.country as value
                        from unnest(t.countries, t.opens, t.closes) as w (country, opens, closes)
                        where w.opens <= %1$s::bigint and %1$s::bigint < w.closes
                        union all select '*' where t.countries = '{}') v\
                    """
                            .formatted(bound.add(Moments.micros(from.now())));
        };
    }

    private static Facets facets(RowSet<Row> rows) {
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

    private Uni<RowSet<Row>> query(String sql, Bound bound) {
        return pool.preparedQuery(sql).execute(bound.tuple());
    }
}
