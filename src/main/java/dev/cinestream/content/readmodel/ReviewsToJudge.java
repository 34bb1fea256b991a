package dev.cinestream.content.readmodel;

import dev.cinestream.content.ReportReason;
import dev.cinestream.content.ReviewToJudge;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.util.EnumMap;
import java.util.Map;

/// How a row becomes a [ReviewToJudge].
final class ReviewsToJudge {

    static final String COLUMNS =
            """
            o.id, o.title, o.profile, o.account, o.text, o.language, o.spoilers, o.edition, o.written_at,
                o.judged_edition, o.hidden_because,
                (select coalesce(jsonb_object_agg(of.reason, of.reports), '{}') from (
                    select f.reason, count(*) as reports from ratings.feedback f
                    where f.review = o.id and f.edition = o.edition group by f.reason) of) as reports\
            """;

    private ReviewsToJudge() {}

    static ReviewToJudge of(Row row) {
        return new ReviewToJudge(
                row.getUUID("id"),
                row.getUUID("title"),
                row.getUUID("profile"),
                row.getUUID("account"),
                row.getString("text"),
                row.getString("language"),
                row.getBoolean("spoilers"),
                row.getInteger("edition"),
                row.getOffsetDateTime("written_at").toInstant(),
                row.getInteger("judged_edition"),
                row.getString("hidden_because"),
                reports(row.getJsonObject("reports")),
                row.getOffsetDateTime("since").toInstant());
    }

    private static Map<ReportReason, Long> reports(JsonObject json) {
        Map<ReportReason, Long> reports = new EnumMap<>(ReportReason.class);
        json.forEach(each ->
                reports.put(
                        ReportReason.valueOf(each.getKey()),
                        ((Number) each.getValue()).longValue()));
        return reports;
    }
}
