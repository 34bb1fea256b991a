package dev.cinestream.content.readmodel;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values of a statement that is put together from parts.
final class Bound {

    private final List<@Nullable Object> values = new ArrayList<>();

    /// How the statement refers to the value: `$1`, `$2` …
    String add(@Nullable Object value) {
        values.add(value);
        return "$" + values.size();
    }

    Tuple tuple() {
        return Tuple.from(values);
    }
}
