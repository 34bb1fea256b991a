package dev.cinestream.user.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// Who was allowed to act for a customer, latest first.
@ApplicationScoped
public class Acts {

    private static final String OF_ACCOUNT =
            "select id, by, reason, at, until from acts.act where account = $1 order by at desc, id desc limit $2";

    private final Pool pool;

    Acts(Pool pool) {
        this.pool = pool;
    }

    public Uni<List<Act>> of(UUID account, int most) {
        return pool.preparedQuery(OF_ACCOUNT)
                .execute(Tuple.of(account, most))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false).map(Acts::act).toList());
    }

    private static Act act(Row row) {
        return new Act(
                row.getUUID("id"),
                row.getString("by"),
                row.getString("reason"),
                row.getOffsetDateTime("at").toInstant(),
                row.getOffsetDateTime("until").toInstant());
    }
}
