package dev.cinestream.content.readmodel;

import dev.cinestream.platform.http.Cursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The catalog's queries: one title, what lies under it, and listings.
@ApplicationScoped
public class Titles {

    /// Counting is worth less waiting than the titles are.
    private static final String COUNTING = "set local statement_timeout = 1000";

    private final BoundedReads reads;
    private final CatalogTitles byId;

    Titles(BoundedReads reads, CatalogTitles byId) {
        this.reads = reads;
        this.byId = byId;
    }

    /// Null when there is none, or none that is seen from there.
    public Uni<@Nullable TitleRow> byId(UUID id, Viewpoint from) {
        return reads.bounded(() -> byId.seen(id, from));
    }

    /// Those of the titles that are seen from there, by their ids.
    public Uni<Map<UUID, TitleRow>> seen(List<UUID> ids, Viewpoint from) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var bound = new Bound();
        String sql =
                "select %s from catalog.title t where t.id = any(%s::uuid[]) and %s"
                        .formatted(
                                TitleRow.SUMMARY,
                                bound.add(ids.toArray(UUID[]::new)),
                                from.condition("t", bound));
        return reads.rows(Query.of(sql, bound)).map(Titles::byId);
    }

    private static Map<UUID, TitleRow> byId(RowSet<Row> rows) {
        Map<UUID, TitleRow> byId = new LinkedHashMap<>();
        for (Row row : rows) {
            TitleRow title = TitleRow.of(row);
            byId.put(title.id(), title);
        }
        return byId;
    }

    public Uni<TitlePage> list(
            TitleFilter filter,
            TitleOrder order,
            Viewpoint from,
            @Nullable Cursor after,
            int limit) {
        return reads.rows(listing(filter, order, from, after, limit))
                .map(rows -> TitlePage.of(rows, limit, order::cursorAt));
    }

    static Query listing(
            TitleFilter filter,
            TitleOrder order,
            Viewpoint from,
            @Nullable Cursor after,
            int limit) {
        var bound = new Bound();
        return Query.of(
                "select %s, %s from catalog.title t where %s and %s and %s order by %s limit %s"
                        .formatted(
                                TitleRow.SUMMARY,
                                order.column(),
                                filter.condition(bound),
                                order.after(after, bound),
                                from.condition("t", bound),
                                order.by(),
                                bound.add(limit + 1)),
                bound);
    }

    /// What lies under each of the titles by its number, the first so many, and how many there are.
    public Uni<Map<UUID, Children>> under(List<UUID> parents, Viewpoint from, int most) {
        return reads.rows(children(parents, from, most)).map(Titles::byParent);
    }

    static Query children(List<UUID> parents, Viewpoint from, int most) {
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
        return Query.of(sql, bound);
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

    /// Null when there is too much to count now.
    public Uni<@Nullable Facets> facets(TitleFilter filter, Viewpoint from) {
        return reads.rows(FacetCounts.query(filter, from), COUNTING)
                .map(FacetCounts::facets)
                .onFailure(BoundedReads::isBusy)
                .recoverWithNull();
    }
}
