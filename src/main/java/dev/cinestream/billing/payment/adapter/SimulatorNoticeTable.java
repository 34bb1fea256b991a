package dev.cinestream.billing.payment.adapter;

import dev.cinestream.billing.payment.simulator.NoticeRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/// `payment_simulator.notice`: what the simulator has yet to tell.
@ApplicationScoped
public class SimulatorNoticeTable {

    private static final String PLAN =
            """
            insert into payment_simulator.notice (due_at, body)
            select clock_timestamp() + make_interval(secs => delay / 1000.0), body
            from unnest($1::bigint[], $2::text[]) as planned (delay, body)\
            """;
    private static final String DUE =
            """
            select id, tries, body from payment_simulator.notice
            where due_at <= clock_timestamp() order by due_at limit $1\
            """;
    private static final String DELIVERED =
            "delete from payment_simulator.notice where id = any($1)";
    private static final String PUT_OFF =
            """
            update payment_simulator.notice
            set tries = tries + 1, due_at = clock_timestamp() + make_interval(secs => least(3600, 1 << least(tries, 12)))
            where id = any($1)\
            """;

    private final Pool pool;

    SimulatorNoticeTable(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> plan(SqlConnection connection, List<NoticeRow> notices) {
        return notices.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(PLAN).execute(columns(notices)).replaceWithVoid();
    }

    public Uni<Void> plan(List<NoticeRow> notices) {
        return pool.withConnection(connection -> plan(connection, notices));
    }

    public Uni<List<NoticeRow>> due(int most) {
        return pool.preparedQuery(DUE)
                .execute(Tuple.of(most))
                .map(rows -> {
                    List<NoticeRow> all = new ArrayList<>();
                    for (Row row : rows) {
                        all.add(
                                new NoticeRow(
                                        row.getLong(0), 0, row.getInteger(1), row.getString(2)));
                    }
                    return all;
                });
    }

    public Uni<Void> delivered(List<Long> ids) {
        return pool.preparedQuery(DELIVERED).execute(idsOf(ids)).replaceWithVoid();
    }

    /// Twice as long each time, an hour at most.
    public Uni<Void> putOff(List<Long> ids) {
        return pool.preparedQuery(PUT_OFF).execute(idsOf(ids)).replaceWithVoid();
    }

    private static Tuple idsOf(List<Long> ids) {
        return Tuple.tuple().addArrayOfLong(ids.toArray(new Long[0]));
    }

    private static Tuple columns(List<NoticeRow> notices) {
        return Tuple.tuple()
                .addArrayOfLong(notices.stream().map(NoticeRow::delayMillis).toArray(Long[]::new))
                .addArrayOfString(notices.stream().map(NoticeRow::body).toArray(String[]::new));
    }
}
