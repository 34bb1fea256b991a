package dev.cinestream.billing.readmodel;

import dev.cinestream.platform.http.Cursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Part of a listing.
///
/// @param next where the next page begins; null when this is the last
public record Page<R>(List<R> rows, @Nullable Cursor next) {

    public Page {
        rows = List.copyOf(rows);
    }
}
