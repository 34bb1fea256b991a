package dev.cinestream.content.readmodel;

import dev.cinestream.content.TitleKind;
import dev.cinestream.content.bulk.TitleLine;
import dev.cinestream.content.title.TitleState.Standing;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The catalog as the lines that an import takes back: all titles but the withdrawn ones, in the order of their ids, each
/// after the one it lies under.
///
/// Read page by page, as fast as it is taken, with no transaction over it: a title that changes meanwhile is there as it
/// was when its page was read.
@ApplicationScoped
public class CatalogExport {

    private static final int PAGE = 100;
    private static final List<List<TitleKind>> PARENTS_FIRST =
            List.of(
                    List.of(TitleKind.MOVIE, TitleKind.SERIES),
                    List.of(TitleKind.SEASON),
                    List.of(TitleKind.EPISODE));
    private static final String FIRST_PAGE =
            """
            select id, kind, parent, number, metadata::text, windows::text, standing from catalog.title
            where kind = any($1) and standing <> 'WITHDRAWN' order by id limit $2
            """;
    private static final String NEXT_PAGE =
            """
            select id, kind, parent, number, metadata::text, windows::text, standing from catalog.title
            where kind = any($1) and standing <> 'WITHDRAWN' and id > $3 order by id limit $2
            """;

    private final Pool pool;

    CatalogExport(Pool pool) {
        this.pool = pool;
    }

    /// Emits as it is asked to, holds two pages at most, and stops when it is cancelled.
    public Multi<TitleLine> lines() {
        return Multi.createBy()
                .concatenating()
                .streams(PARENTS_FIRST.stream().map(this::linesOf).toList());
    }

    private Multi<TitleLine> linesOf(List<TitleKind> kinds) {
        String[] names = kinds.stream().map(Enum::name).toArray(String[]::new);
        return Multi.createBy()
                .repeating()
                .uni(Place::new, place -> page(names, place))
                .until(List::isEmpty)
                .onItem()
                .disjoint();
    }

    private Uni<List<TitleLine>> page(String[] kinds, Place place) {
        Uni<RowSet<Row>> rows =
                place.last == null
                        ? pool.preparedQuery(FIRST_PAGE).execute(Tuple.of(kinds, PAGE))
                        : pool.preparedQuery(NEXT_PAGE).execute(Tuple.of(kinds, PAGE, place.last));
        return rows.map(page ->
                        StreamSupport.stream(page.spliterator(), false)
                                .map(CatalogExport::line)
                                .toList())
                .invoke(place::passed);
    }

    private static TitleLine line(Row row) {
        return new TitleLine(
                row.getUUID(0),
                TitleKind.valueOf(row.getString(1)),
                row.getUUID(2),
                row.getInteger(3),
                TitleJson.metadata(row.getString(4)),
                TitleJson.windows(row.getString(5)),
                Standing.valueOf(row.getString(6)) == Standing.PUBLISHED);
    }

    /// How far the pages of some kinds have been read.
    private static final class Place {
        private @Nullable UUID last;

        void passed(List<TitleLine> page) {
            if (!page.isEmpty()) {
                last = page.getLast().id();
            }
        }
    }
}
