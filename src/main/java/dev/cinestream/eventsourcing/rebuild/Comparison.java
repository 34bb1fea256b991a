package dev.cinestream.eventsourcing.rebuild;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the comparison of the serving generation with the next one said, both as of the same events.
///
/// @param leftOut why nothing was compared; null when it was
public record Comparison(@Nullable String leftOut, List<Table> tables) {

    /// One table. Rows are compared as text, each counted as often as it is there.
    ///
    /// @param onlyServing rows of the serving generation that the log does not give
    /// @param onlyNext rows that the log gives and the serving generation lacks
    public record Table(
            String name, long servingRows, long nextRows, long onlyServing, long onlyNext) {
        public boolean isEqual() {
            return onlyServing == 0 && onlyNext == 0;
        }
    }

    static Comparison leftOut(String why) {
        return new Comparison(why, List.of());
    }

    /// Whether the serving generation was as the log says.
    public boolean isEqual() {
        return leftOut == null && tables.stream().allMatch(Table::isEqual);
    }

    String toJson() {
        var all = new JsonArray();
        for (Table each : tables) {
            all.add(
                    new JsonObject()
                            .put("name", each.name())
                            .put("servingRows", each.servingRows())
                            .put("nextRows", each.nextRows())
                            .put("onlyServing", each.onlyServing())
                            .put("onlyNext", each.onlyNext()));
        }
        return new JsonObject().put("leftOut", leftOut).put("tables", all).encode();
    }

    static Comparison read(String text) {
        var json = new JsonObject(text);
        List<Table> tables = new ArrayList<>();
        for (Object each : json.getJsonArray("tables")) {
            var table = (JsonObject) each;
            tables.add(
                    new Table(
                            table.getString("name"),
                            table.getLong("servingRows"),
                            table.getLong("nextRows"),
                            table.getLong("onlyServing"),
                            table.getLong("onlyNext")));
        }
        return new Comparison(json.getString("leftOut"), List.copyOf(tables));
    }
}
