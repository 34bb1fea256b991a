package dev.cinestream.content.readmodel;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// Moments as microseconds since 1970. What an editor may write reaches further than any clock of Postgres; such a moment
/// becomes the last there is.
final class Moments {

    static final long NEVER = Long.MAX_VALUE;

    private static final long LAST_MICROS = 253_402_300_799_999_999L; // of the year 9999
    private static final Instant FIRST = Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS);
    private static final Instant LAST = Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS);

    private Moments() {}

    static long micros(Instant moment) {
        if (moment.isBefore(FIRST)) {
            return Long.MIN_VALUE;
        }
        return moment.isAfter(LAST) ? NEVER : ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    static OffsetDateTime utc(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    /// What a cursor says, whoever made it up.
    static OffsetDateTime ofCursor(long micros) {
        return utc(Math.clamp(micros, 0L, LAST_MICROS));
    }
}
