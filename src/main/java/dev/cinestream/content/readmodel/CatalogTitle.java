package dev.cinestream.content.readmodel;

import dev.cinestream.content.TitleKind;
import dev.cinestream.content.title.TitleState.Standing;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// A row of the catalog as an entity, to be read by its id; the projection alone writes it.
@Entity
@Immutable
@Table(schema = "catalog", name = "title")
@SuppressWarnings("NullAway.Init") // Hibernate fills the columns that are not null
class CatalogTitle {

    @Id UUID id;

    long revision;

    @Enumerated(EnumType.STRING)
    TitleKind kind;

    @Enumerated(EnumType.STRING)
    Standing standing;

    @Nullable UUID parent;
    @Nullable Integer number;

    @ColumnTransformer(read = "cast(metadata as text)")
    String metadata;

    @ColumnTransformer(read = "cast(windows as text)")
    String windows;

    @Column(name = "drafted_at")
    Instant draftedAt;

    @Column(name = "changed_at")
    Instant changedAt;

    @Column(name = "published_at")
    @Nullable Instant publishedAt;

    TitleRow row() {
        return new TitleRow(
                id,
                revision,
                kind,
                standing.name(),
                parent,
                number,
                TitleJson.metadata(metadata),
                TitleJson.windows(windows),
                draftedAt,
                changedAt,
                publishedAt);
    }
}
