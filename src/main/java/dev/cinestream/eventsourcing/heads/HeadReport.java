package dev.cinestream.eventsourcing.heads;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What a run says at its end.
///
/// @param streams compared
/// @param written heads and lane counters that were made right; 0 when only verified
/// @param counts findings of each kind that was found
/// @param findings the first of them, at most [#MOST_FINDINGS]
public record HeadReport(
        long streams,
        long written,
        Map<HeadFinding.Kind, Long> counts,
        List<HeadFinding> findings) {

    public static final int MOST_FINDINGS = 200;

    /// The heads were what the log says.
    public boolean clean() {
        return counts.isEmpty();
    }

    String toJson() {
        var counted = new JsonObject();
        counts.forEach((kind, count) -> counted.put(kind.name(), count));
        var found = new JsonArray();
        for (HeadFinding each : findings) {
            UUID stream = each.stream();
            found.add(
                    new JsonObject()
                            .put("kind", each.kind().name())
                            .put("lane", each.lane())
                            .put("stream", stream == null ? null : stream.toString())
                            .put("inTable", each.inTable())
                            .put("inLog", each.inLog()));
        }
        return new JsonObject()
                .put("streams", streams)
                .put("written", written)
                .put("counts", counted)
                .put("findings", found)
                .encode();
    }

    static HeadReport read(String text) {
        var json = new JsonObject(text);
        var counts = new EnumMap<HeadFinding.Kind, Long>(HeadFinding.Kind.class);
        JsonObject counted = json.getJsonObject("counts");
        for (String kind : counted.fieldNames()) {
            counts.put(HeadFinding.Kind.valueOf(kind), counted.getLong(kind));
        }
        List<HeadFinding> findings = new ArrayList<>();
        for (Object each : json.getJsonArray("findings")) {
            var finding = (JsonObject) each;
            String stream = finding.getString("stream");
            findings.add(
                    new HeadFinding(
                            HeadFinding.Kind.valueOf(finding.getString("kind")),
                            finding.getInteger("lane"),
                            stream == null ? null : UUID.fromString(stream),
                            finding.getLong("inTable"),
                            finding.getLong("inLog")));
        }
        return new HeadReport(
                json.getLong("streams"), json.getLong("written"), counts, List.copyOf(findings));
    }
}
