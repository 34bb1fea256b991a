package dev.cinestream.content.readmodel;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a profile thinks of a title, as it may read it itself.
///
/// @param rating null when there is none
/// @param text null when there is no review; then what belongs to it says nothing
public record OpinionRow(
        UUID id,
        UUID title,
        @Nullable Integer rating,
        @Nullable String text,
        @Nullable String language,
        boolean spoilers,
        int edition,
        @Nullable String hiddenBecause,
        Instant saidAt) {

    static final String COLUMNS =
            "o.id, o.title, o.rating, o.text, o.language, coalesce(o.spoilers, false) as spoilers,"
                    + " coalesce(o.edition, 0) as edition, o.hidden_because, o.said_at";

    static OpinionRow of(Row row) {
        return new OpinionRow(
                row.getUUID("id"),
                row.getUUID("title"),
                row.getInteger("rating"),
                row.getString("text"),
                row.getString("language"),
                row.getBoolean("spoilers"),
                row.getInteger("edition"),
                row.getString("hidden_because"),
                row.getOffsetDateTime("said_at").toInstant());
    }
}
