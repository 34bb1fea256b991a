package dev.cinestream.content;

import org.jspecify.annotations.Nullable;

/// What kind of thing a title is.
public enum TitleKind {
    MOVIE(null),
    SERIES(null),
    SEASON(SERIES),
    EPISODE(SEASON);

    private final @Nullable TitleKind parent;

    TitleKind(@Nullable TitleKind parent) {
        this.parent = parent;
    }

    /// The kind a title of this kind lies under; null when it stands alone.
    public @Nullable TitleKind parent() {
        return parent;
    }
}
