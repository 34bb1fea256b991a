package dev.cinestream.content.readmodel;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A review as other viewers read it. It does not say who wrote it.
///
/// @param rating by its author, in half stars
/// @param edition 1 unless its author changed it
/// @param helpful how many find it so
/// @param mine whether the reader wrote it
/// @param foundHelpful whether the reader finds it so
public record ReviewRow(
        UUID id,
        @Nullable Integer rating,
        String text,
        String language,
        boolean spoilers,
        int edition,
        Instant writtenAt,
        long helpful,
        boolean mine,
        boolean foundHelpful) {

    static final String COLUMNS =
            "o.id, o.rating, o.text, o.language, o.spoilers, o.edition, o.written_at, coalesce(h.votes, 0) as helpful";

    static ReviewRow of(Row row) {
        return new ReviewRow(
                row.getUUID("id"),
                row.getInteger("rating"),
                row.getString("text"),
                row.getString("language"),
                row.getBoolean("spoilers"),
                row.getInteger("edition"),
                row.getOffsetDateTime("written_at").toInstant(),
                row.getLong("helpful"),
                row.getBoolean("mine"),
                row.getBoolean("found_helpful"));
    }
}
