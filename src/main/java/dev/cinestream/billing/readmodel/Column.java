package dev.cinestream.billing.readmodel;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// A column that queries look at, beside the row's whole document.
///
/// @param type in SQL
/// @param array of values, ready for `unnest`
record Column<R>(
        String name,
        String type,
        IntFunction<@Nullable Object[]> array,
        Function<R, @Nullable Object> value) {

    static <R> Column<R> uuid(String name, Function<R, @Nullable Object> value) {
        return new Column<>(name, "uuid", UUID[]::new, value);
    }

    static <R> Column<R> text(String name, Function<R, @Nullable Object> value) {
        return new Column<>(name, "text", String[]::new, value);
    }

    static <R> Column<R> number(String name, Function<R, @Nullable Object> value) {
        return new Column<>(name, "bigint", Long[]::new, value);
    }

    static <R> Column<R> moment(String name, Function<R, @Nullable Instant> value) {
        return new Column<>(
                name, "timestamptz", OffsetDateTime[]::new, row -> utc(value.apply(row)));
    }

    /// Its values, one for each row.
    @Nullable Object[] of(List<R> rows) {
        @Nullable Object[] values = array.apply(rows.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(rows.get(i));
        }
        return values;
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }
}
