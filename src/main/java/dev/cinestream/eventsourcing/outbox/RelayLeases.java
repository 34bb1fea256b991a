package dev.cinestream.eventsourcing.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Who relays which lane group, in `engine.relay_lease`, on the database's clock. Each living instance takes its share;
/// a group whose owner stopped renewing is free for anyone, under the next epoch.
final class RelayLeases {

    private static final String HEARTBEAT =
            "insert into engine.instance (instance_id, expires_at) values ($1, clock_timestamp() + $2 * interval '1 millisecond')"
                    + " on conflict (instance_id) do update set expires_at = excluded.expires_at";
    private static final String FORGET_DEAD =
            "delete from engine.instance where expires_at < clock_timestamp() - interval '1 minute'";
    private static final String COUNT_ALIVE =
            "select count(*) from engine.instance where expires_at > clock_timestamp()";
    private static final String RENEW =
            "update engine.relay_lease set expires_at = clock_timestamp() + $2 * interval '1 millisecond' where owner = $1 returning group_no, epoch";
    private static final String CLAIM =
            """
            with free as (
                select group_no from engine.relay_lease
                where owner is null or owner = $1 and not group_no = any($4::smallint[]) or expires_at < clock_timestamp()
                order by group_no limit $3 for update skip locked)
            update engine.relay_lease l
            set owner = $1, epoch = l.epoch + 1, expires_at = clock_timestamp() + $2 * interval '1 millisecond'
            from free where l.group_no = free.group_no
            returning l.group_no, l.epoch, l.position, l.offsets\
            """;
    private static final String CONFIRM =
            """
            update engine.relay_lease l set position = u.position, offsets = u.offsets
            from unnest($2::smallint[], $3::bigint[], $4::bigint[], $5::text[]) as u(group_no, epoch, position, offsets)
            where l.group_no = u.group_no and l.owner = $1 and l.epoch = u.epoch\
            """;
    private static final String RELEASE =
            "update engine.relay_lease set owner = null, expires_at = '-infinity' where owner = $1 and group_no = any($2::smallint[])";
    private static final String GONE = "delete from engine.instance where instance_id = $1";

    private final Pool pool;
    private final String owner;
    private final long leaseMillis;

    RelayLeases(Pool pool, String owner, long leaseMillis) {
        this.pool = pool;
        this.owner = owner;
        this.leaseMillis = leaseMillis;
    }

    /// A lease just won.
    record Claimed(int group, long epoch, long position, String offsets) {}

    /// A lease still held.
    record Held(int group, long epoch) {}

    /// How far a group is in Kafka.
    record Progress(int group, long epoch, long position, String offsets) {}

    /// Says "alive" and answers how many instances are.
    Uni<Integer> heartbeat() {
        return pool.preparedQuery(HEARTBEAT)
                .execute(Tuple.of(owner, leaseMillis))
                .chain(() -> pool.query(FORGET_DEAD).execute())
                .chain(() -> pool.query(COUNT_ALIVE).execute())
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    Uni<List<Held>> renew() {
        return pool.preparedQuery(RENEW)
                .execute(Tuple.of(owner, leaseMillis))
                .map(rows -> list(rows, row -> new Held(row.getShort(0), row.getLong(1))));
    }

    /// @param held groups this process knows it holds; one leased to us that we do not know of is from before a failure
    Uni<List<Claimed>> claim(int most, Collection<Integer> held) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(owner, leaseMillis, most, shorts(held)))
                .map(rows ->
                        list(
                                rows,
                                row ->
                                        new Claimed(
                                                row.getShort(0),
                                                row.getLong(1),
                                                row.getLong(2),
                                                row.getString(3))));
    }

    /// Answers how many of them were still ours.
    Uni<Integer> confirm(List<Progress> progress) {
        int n = progress.size();
        Short[] groups = new Short[n];
        Long[] epochs = new Long[n];
        Long[] positions = new Long[n];
        String[] offsets = new String[n];
        for (int i = 0; i < n; i++) {
            groups[i] = (short) progress.get(i).group();
            epochs[i] = progress.get(i).epoch();
            positions[i] = progress.get(i).position();
            offsets[i] = progress.get(i).offsets();
        }
        return pool.preparedQuery(CONFIRM)
                .execute(Tuple.of(owner, groups, epochs, positions, offsets))
                .map(SqlResult::rowCount);
    }

    Uni<Void> release(Collection<Integer> groups) {
        return pool.preparedQuery(RELEASE)
                .execute(Tuple.of(owner, shorts(groups)))
                .replaceWithVoid();
    }

    Uni<Void> goodbye() {
        return pool.preparedQuery(GONE).execute(Tuple.of(owner)).replaceWithVoid();
    }

    private static Short[] shorts(Collection<Integer> numbers) {
        return numbers.stream().map(Integer::shortValue).toArray(Short[]::new);
    }

    private static <T> List<T> list(RowSet<Row> rows, java.util.function.Function<Row, T> read) {
        List<T> result = new ArrayList<>();
        rows.forEach(row -> result.add(read.apply(row)));
        return result;
    }
}
