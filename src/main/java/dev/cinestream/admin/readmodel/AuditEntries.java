package dev.cinestream.admin.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Questions to the audit log, answered latest first.
@ApplicationScoped
public class AuditEntries {

    /// No older entry is left out, and no later one.
    private static final Place LATEST =
            new Place(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

    private static final String FIND =
            """
            select id, at, actor, roles, action, target, reason, correlation_id, outcome, detail, ended_at
            from audit.entry
            where (at, id) < ($1, $2) and at >= $3
                and ($4::text is null or actor = $4) and ($5::text is null or action = $5)
                and ($6::text is null or target = $6) and ($7::text is null or correlation_id = $7)
            order by at desc, id desc limit $8\
            """;

    private final Pool pool;

    public AuditEntries(Pool pool) {
        this.pool = pool;
    }

    /// What is asked for; null asks for any.
    public record Question(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String target,
            @Nullable String correlationId,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /// Where a page ended.
    public record Place(Instant at, UUID id) {}

    public Uni<List<AuditEntry>> find(Question question, @Nullable Place after, int limit) {
        Place before = after == null ? LATEST : after;
        if (question.until() != null && question.until().isBefore(before.at())) {
            before = new Place(question.until(), new UUID(0, 0));
        }
        Instant from = question.from() == null ? Instant.EPOCH : question.from();
        return pool.preparedQuery(FIND)
                .execute(
                        Tuple.from(
                                Arrays.asList(
                                        before.at().atOffset(ZoneOffset.UTC),
                                        before.id(),
                                        from.atOffset(ZoneOffset.UTC),
                                        question.actor(),
                                        question.action(),
                                        question.target(),
                                        question.correlationId(),
                                        limit)))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(AuditEntries::entry)
                                .toList());
    }

    private static AuditEntry entry(Row row) {
        OffsetDateTime ended = row.getOffsetDateTime("ended_at");
        return new AuditEntry(
                row.getUUID("id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("actor"),
                List.of(row.getArrayOfStrings("roles")),
                row.getString("action"),
                row.getString("target"),
                row.getString("reason"),
                row.getString("correlation_id"),
                row.getString("outcome"),
                row.getString("detail"),
                ended == null ? null : ended.toInstant());
    }
}
