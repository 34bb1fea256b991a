package dev.cinestream.content.web;

import dev.cinestream.content.readmodel.RatingsProjection;
import dev.cinestream.content.readmodel.TitleRow;
import dev.cinestream.content.readmodel.Titles;
import dev.cinestream.content.readmodel.Viewpoint;
import dev.cinestream.platform.http.FreshReads;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is said about titles is said and read by who sees them.
@ApplicationScoped
class SeenTitles {

    private final Titles titles;
    private final CatalogReaders readers;
    private final FreshReads fresh;

    SeenTitles(Titles titles, CatalogReaders readers, FreshReads fresh) {
        this.titles = titles;
        this.readers = readers;
        this.fresh = fresh;
    }

    /// Where the caller looks from, once the request's parameters are found right.
    Viewpoint viewpoint(UriInfo uri, Set<String> once, Set<String> often) {
        return readers.viewpoint(uri, uri.getQueryParameters().getFirst("country"), once, often);
    }

    /// Fails with a 404 when the caller does not see it.
    Uni<TitleRow> title(UUID id, Viewpoint from) {
        return titles.byId(id, from).map(TitlesResource::there);
    }

    /// Waits for what the token speaks of in the catalog.
    Uni<Void> fresh(@Nullable String token, UriInfo uri) {
        return readers.fresh(token, uri);
    }

    /// And for what it speaks of in what is said about titles.
    Uni<Void> freshlyRated(@Nullable String token, UriInfo uri) {
        return readers.fresh(token, uri)
                .chain(() ->
                        fresh.passed(RatingsProjection.NAME, RatingsProjection.CATEGORIES, token));
    }
}
