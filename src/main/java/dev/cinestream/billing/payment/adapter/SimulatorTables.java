package dev.cinestream.billing.payment.adapter;

import dev.cinestream.billing.payment.simulator.ChargeRow;
import dev.cinestream.billing.payment.simulator.NoticeRow;
import dev.cinestream.billing.payment.simulator.RefundRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// `payment_simulator.charge` and `.refund`: what the simulator did, each in a transaction of its own.
@ApplicationScoped
public class SimulatorTables {

    private static final String COLUMNS =
            "payment, invoice, reference, minor, currency, status, code, hard, asked, made_at";
    private static final String CHARGE =
            """
            insert into payment_simulator.charge as c
                (payment, invoice, reference, minor, currency, status, code, hard)
            select * from unnest(
                $1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::boolean[])
            on conflict (payment) do update set asked = c.asked + 1
            returning\
            """
                    + " "
                    + COLUMNS;
    private static final String FIND =
            "select " + COLUMNS + " from payment_simulator.charge where payment = $1";
    private static final String SETTLE =
            """
            update payment_simulator.charge set status = $2, code = $3
            where payment = $1 and status = 'ACTION_NEEDED'
            returning\
            """
                    + " "
                    + COLUMNS;
    private static final String PAGE =
            "select "
                    + COLUMNS
                    + """
                     from payment_simulator.charge
                    where made_at >= $1 and made_at < $2 and (made_at, payment) > ($3, $4)
                    order by made_at, payment limit $5\
                    """;

    /// The charge's row is locked, so that two refunds never give back more than it.
    private static final String REFUND =
            """
            with charge as (
                select payment, minor, reference from payment_simulator.charge
                where payment = $3::uuid and status = 'SUCCEEDED' for update),
            made as (
                insert into payment_simulator.refund (refund, invoice, payment, minor, failed)
                select $1::uuid, $2::uuid, c.payment, $4::bigint, $5::boolean from charge c
                where $4::bigint <= c.minor - (
                    select coalesce(sum(r.minor), 0) from payment_simulator.refund r
                    where r.payment = c.payment and not r.failed and r.refund <> $1::uuid)
                on conflict (refund) do nothing)
            select 1 from charge\
            """;

    private static final String FIND_REFUND =
            """
            select r.refund, r.invoice, r.payment, r.minor, r.failed, c.reference
            from payment_simulator.refund r join payment_simulator.charge c using (payment)
            where r.refund = $1\
            """;

    private final Pool pool;
    private final SimulatorNoticeTable notices;

    SimulatorTables(Pool pool, SimulatorNoticeTable notices) {
        this.pool = pool;
        this.notices = notices;
    }

    /// Charges what it has not heard of, and plans the notices of that; answers what it knows of each then.
    ///
    /// @param charges each payment once
    public Uni<List<ChargeRow>> charge(
            List<ChargeRow> charges, Function<ChargeRow, List<NoticeRow>> notify) {
        return pool.withTransaction(connection ->
                connection
                        .preparedQuery(CHARGE)
                        .execute(columns(charges))
                        .map(SimulatorTables::charges)
                        .call(known -> plan(connection, firstTime(known), notify)));
    }

    private static List<ChargeRow> firstTime(List<ChargeRow> known) {
        return known.stream().filter(charge -> charge.asked() == 1).toList();
    }

    private Uni<Void> plan(
            SqlConnection connection,
            List<ChargeRow> charges,
            Function<ChargeRow, List<NoticeRow>> notify) {
        return notices.plan(
                connection,
                charges.stream().flatMap(charge -> notify.apply(charge).stream()).toList());
    }

    public Uni<Optional<ChargeRow>> find(UUID payment) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(payment))
                .map(rows -> charges(rows).stream().findFirst());
    }

    /// The customer acted. Empty when nothing waits for that.
    public Uni<Optional<ChargeRow>> settle(
            UUID payment,
            ChargeRow.Status status,
            Optional<String> code,
            Function<ChargeRow, List<NoticeRow>> notify) {
        return pool.withTransaction(connection ->
                connection
                        .preparedQuery(SETTLE)
                        .execute(Tuple.of(payment, status.name(), code.orElse(null)))
                        .map(SimulatorTables::charges)
                        .call(settled -> plan(connection, settled, notify))
                        .map(settled -> settled.stream().findFirst()));
    }

    /// In the order they were made.
    ///
    /// @param afterTime where the page before ended
    public Uni<List<ChargeRow>> page(
            Instant from, Instant until, Instant afterTime, UUID afterPayment, int most) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(utc(from), utc(until), utc(afterTime), afterPayment, most))
                .map(SimulatorTables::charges);
    }

    /// Gives back; nothing when more than the charge would go back, or there is none.
    public Uni<Optional<RefundRow>> refund(RefundRow refund) {
        return pool.preparedQuery(REFUND)
                .execute(
                        Tuple.of(
                                refund.refund(),
                                refund.invoice(),
                                refund.payment(),
                                refund.minor(),
                                refund.failed()))
                .chain(() -> findRefund(refund.refund()));
    }

    public Uni<Optional<RefundRow>> findRefund(UUID refund) {
        return pool.preparedQuery(FIND_REFUND)
                .execute(Tuple.of(refund))
                .map(rows -> {
                    for (Row row : rows) {
                        return Optional.of(
                                new RefundRow(
                                        row.getUUID(0),
                                        row.getUUID(1),
                                        row.getUUID(2),
                                        row.getLong(3),
                                        row.getBoolean(4),
                                        row.getString(5)));
                    }
                    return Optional.empty();
                });
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Tuple columns(List<ChargeRow> charges) {
        return Tuple.tuple()
                .addArrayOfUUID(column(charges, ChargeRow::payment, new UUID[0]))
                .addArrayOfUUID(column(charges, ChargeRow::invoice, new UUID[0]))
                .addArrayOfString(column(charges, ChargeRow::reference, new String[0]))
                .addArrayOfLong(
                        column(charges, each -> each.amount().getAmountMinorLong(), new Long[0]))
                .addArrayOfString(
                        column(
                                charges,
                                each -> each.amount().getCurrencyUnit().getCode(),
                                new String[0]))
                .addArrayOfString(column(charges, each -> each.status().name(), new String[0]))
                .addArrayOfString(charges.stream().map(ChargeRow::code).toArray(String[]::new))
                .addArrayOfBoolean(column(charges, ChargeRow::hard, new Boolean[0]));
    }

    private static <T> T[] column(List<ChargeRow> charges, Function<ChargeRow, T> part, T[] empty) {
        return charges.stream().map(part).toList().toArray(empty);
    }

    private static List<ChargeRow> charges(RowSet<Row> rows) {
        List<ChargeRow> all = new ArrayList<>();
        for (Row row : rows) {
            all.add(
                    new ChargeRow(
                            row.getUUID(0),
                            row.getUUID(1),
                            row.getString(2),
                            Money.ofMinor(CurrencyUnit.of(row.getString(4)), row.getLong(3)),
                            ChargeRow.Status.valueOf(row.getString(5)),
                            row.getString(6),
                            row.getBoolean(7),
                            row.getInteger(8),
                            row.getOffsetDateTime(9).toInstant()));
        }
        return all;
    }
}
