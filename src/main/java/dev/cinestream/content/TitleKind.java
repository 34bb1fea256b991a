package dev.cinestream.content;

import java.util.Arrays;
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

    /// Whether titles may lie under one of this kind.
    public boolean isAboveOthers() {
        return Arrays.stream(values()).anyMatch(kind -> kind.parent == this);
    }
}
