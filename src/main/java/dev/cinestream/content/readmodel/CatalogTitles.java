package dev.cinestream.content.readmodel;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Titles by their ids. To be asked on the event loop of the request, as a session belongs to one.
@ApplicationScoped
class CatalogTitles implements PanacheRepositoryBase<CatalogTitle, UUID> {

    /// Null when there is none, or none that is seen from there.
    Uni<@Nullable TitleRow> seen(UUID id, Viewpoint from) {
        return Panache.withSession(() -> findById(id).chain(title -> seen(title, from)));
    }

    private Uni<@Nullable TitleRow> seen(@Nullable CatalogTitle title, Viewpoint from) {
        if (title == null) {
            return Uni.createFrom().nullItem();
        }
        TitleRow row = title.row();
        return isSeen(row, from).map(seen -> seen ? row : null);
    }

    /// With all that is above it: two more steps by the key at most.
    private Uni<Boolean> isSeen(TitleRow row, Viewpoint from) {
        if (!from.shows(row)) {
            return Uni.createFrom().item(false);
        }
        return row.parent() == null || from.isUnlimited()
                ? Uni.createFrom().item(true)
                : findById(row.parent())
                        .chain(above ->
                                above == null
                                        ? Uni.createFrom().item(false)
                                        : isSeen(above.row(), from));
    }
}
