package dev.cinestream.content.readmodel;

import dev.cinestream.content.AvailabilityWindow;
import dev.cinestream.content.TitleKind;
import dev.cinestream.content.TitleMetadata;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A title as the catalog has it.
///
/// @param standing `DRAFT`, `PUBLISHED` or `WITHDRAWN`
/// @param metadata in a listing without credits and tags
/// @param windows in a listing empty
public record TitleRow(
        UUID id,
        long revision,
        TitleKind kind,
        String standing,
        @Nullable UUID parent,
        @Nullable Integer number,
        TitleMetadata metadata,
        List<AvailabilityWindow> windows,
        Instant draftedAt,
        Instant changedAt,
        @Nullable Instant publishedAt) {

    private static final String COLUMNS =
            "t.id, t.revision, t.kind, t.standing, t.parent, t.number, t.drafted_at, t.changed_at, t.published_at, ";

    /// All there is.
    static final String WHOLE =
            COLUMNS + "t.metadata::text as metadata, t.windows::text as windows";

    /// What a listing shows.
    static final String SUMMARY =
            COLUMNS + "(t.metadata - '{credits,tags}'::text[])::text as metadata, '[]' as windows";

    static TitleRow of(Row row) {
        return new TitleRow(
                row.getUUID("id"),
                row.getLong("revision"),
                TitleKind.valueOf(row.getString("kind")),
                row.getString("standing"),
                row.getUUID("parent"),
                row.getInteger("number"),
                TitleJson.metadata(row.getString("metadata")),
                TitleJson.windows(row.getString("windows")),
                row.getOffsetDateTime("drafted_at").toInstant(),
                row.getOffsetDateTime("changed_at").toInstant(),
                instant(row.getOffsetDateTime("published_at")));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }
}
