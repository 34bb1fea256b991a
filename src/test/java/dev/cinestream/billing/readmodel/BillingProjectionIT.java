package dev.cinestream.billing.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.Seeded;
import dev.cinestream.billing.NextStep;
import dev.cinestream.billing.customer.CustomerState;
import dev.cinestream.billing.customer.Subscription;
import dev.cinestream.billing.invoice.InvoiceState;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.projection.Projections;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The same events give the same rows, however they arrive; the journal balances; what is due is what the rules say (CS-4,
/// CS-7, CS-8).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class BillingProjectionIT {

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final int SEEDS = 10;
    private static final String ONE_BY_ONE = "billing_test_single";
    private static final String BATCHED = "billing_test_batched";
    private static final List<String> TABLES =
            List.of("customer", "invoice", "payment", "refund", "journal");

    @Inject Pool pool;
    @Inject BillingProjection projection;

    @BeforeEach
    void schemas() {
        for (String schema : List.of(ONE_BY_ONE, BATCHED)) {
            execute(
                    "begin; drop schema if exists %1$s cascade; create schema %1$s; set local search_path to %1$s, public; %2$s; %3$s; commit"
                            .formatted(
                                    schema,
                                    Projections.script(projection.tables()),
                                    Projections.script(projection.indexes())));
        }
    }

    @AfterEach
    void drop() {
        execute("drop schema %s cascade; drop schema %s cascade".formatted(ONE_BY_ONE, BATCHED));
    }

    @Test
    void any_batches_and_any_order_of_streams_give_the_rows_of_one_by_one() {
        Seeded.forSeeds(
                SEEDS,
                seeded -> {
                    BillingHistories histories = histories(seeded, 4);
                    histories
                            .streams()
                            .forEach(stream ->
                                    stream.forEach(event -> apply(ONE_BY_ONE, List.of(event))));
                    histories
                            .batched(histories.interleaved())
                            .forEach(batch -> apply(BATCHED, batch));
                    for (String table : TABLES) {
                        assertThat(rows(BATCHED, table))
                                .as(table)
                                .isEqualTo(rows(ONE_BY_ONE, table));
                    }
                    assertThat(rows(BATCHED, "customer")).hasSize(histories.customers().size());
                });
    }

    @Test
    void each_entry_of_the_journal_sums_up_to_zero() {
        Seeded.forSeeds(
                SEEDS,
                seeded -> {
                    BillingHistories histories = histories(seeded, 6);
                    apply(BATCHED, histories.interleaved());
                    assertThat(
                                    strings(
                                            "select event::text from %s.journal group by event, currency having sum(minor) <> 0"
                                                    .formatted(BATCHED)))
                            .isEmpty();
                });
    }

    @Test
    void what_is_receivable_is_what_open_invoices_say() {
        Seeded.forSeeds(
                SEEDS,
                seeded -> {
                    apply(BATCHED, histories(seeded, 6).interleaved());
                    assertThat(
                                    strings(
                                            """
                                            select i.id::text from %1$s.invoice i left join %1$s.journal j
                                                on j.about = i.id and j.account = 'RECEIVABLE'
                                            group by i.id
                                            having coalesce(sum(j.minor), 0) <> (i.document->'receivable'->>'minor')::bigint
                                                or (i.status = 'OPEN' and coalesce(sum(j.minor), 0) <> (i.document->'bill'->'due'->>'minor')::bigint)
                                                or (i.status <> 'OPEN' and coalesce(sum(j.minor), 0) > 0)\
                                            """
                                                    .formatted(BATCHED)))
                            .isEmpty();
                });
    }

    @Test
    void what_is_due_is_what_the_rules_say() {
        Seeded.forSeeds(
                SEEDS,
                seeded -> {
                    BillingHistories histories = histories(seeded, 6);
                    apply(BATCHED, histories.interleaved());
                    Map<UUID, String> due = new TreeMap<>();
                    histories.customers().forEach((id, state) -> put(due, id, nextOf(state)));
                    histories.invoices().forEach((id, state) -> put(due, id, nextOf(state)));
                    assertThat(dueIn(BATCHED)).isEqualTo(due);
                });
    }

    @Test
    void what_is_allowed_follows_the_subscription() {
        Seeded.forSeeds(
                SEEDS,
                seeded -> {
                    BillingHistories histories = histories(seeded, 6);
                    apply(BATCHED, histories.interleaved());
                    Map<String, Boolean> allowed =
                            histories.customers().entrySet().stream()
                                    .collect(
                                            Collectors.toMap(
                                                    each -> each.getKey().toString(),
                                                    each -> isEntitled(each.getValue())));
                    assertThat(allowedIn(BATCHED)).isEqualTo(allowed);
                });
    }

    @Test
    void a_change_of_what_is_not_there_is_refused() {
        List<Envelope<?>> stream = histories(new Seeded(1), 3).streams().getFirst();
        assertThatThrownBy(() -> apply(BATCHED, stream.subList(1, 2)))
                .isInstanceOf(IllegalStateException.class);
    }

    private BillingHistories histories(Seeded seeded, int customers) {
        for (String schema : List.of(ONE_BY_ONE, BATCHED)) {
            TABLES.forEach(table -> execute("truncate %s.%s".formatted(schema, table)));
        }
        var histories = new BillingHistories(seeded);
        histories.live(customers);
        return histories;
    }

    private static @Nullable NextStep nextOf(CustomerState state) {
        return state instanceof CustomerState.Open open ? open.subscription().next() : null;
    }

    private static @Nullable NextStep nextOf(InvoiceState state) {
        return state instanceof InvoiceState.Issued issued ? issued.next() : null;
    }

    private static void put(Map<UUID, String> due, UUID id, @Nullable NextStep next) {
        if (next != null) {
            due.put(id, next.what() + " " + next.at());
        }
    }

    private Map<UUID, String> dueIn(String schema) {
        Map<UUID, String> due = new TreeMap<>();
        for (String table : List.of("customer", "invoice")) {
            for (Row row :
                    query(
                            "select id, document->'next'->>'what', document->'next'->>'at' from %s.%s where due_at is not null and lane = 7"
                                    .formatted(schema, table))) {
                due.put(row.getUUID(0), row.getString(1) + " " + row.getString(2));
            }
        }
        return due;
    }

    private static boolean isEntitled(CustomerState state) {
        return state instanceof CustomerState.Open open
                && switch (open.subscription()) {
                    case Subscription.Trialing _, Subscription.Active _, Subscription.PastDue _ ->
                            true;
                    default -> false;
                };
    }

    private Map<String, Boolean> allowedIn(String schema) {
        Map<String, Boolean> allowed = new TreeMap<>();
        for (Row row :
                query(
                        "select id::text, document->'access'->'entitlement' is not null from %s.customer"
                                .formatted(schema))) {
            allowed.put(row.getString(0), row.getBoolean(1));
        }
        return allowed;
    }

    private void apply(String schema, List<Envelope<?>> events) {
        pool.withTransaction(connection -> projection.apply(connection, schema, events))
                .await()
                .atMost(AT_MOST);
    }

    private List<String> rows(String schema, String table) {
        return strings("select t::text from %s.%s t order by 1".formatted(schema, table));
    }

    private List<String> strings(String sql) {
        List<String> rows = new ArrayList<>();
        query(sql).forEach(row -> rows.add(row.getString(0)));
        return rows;
    }

    private Iterable<Row> query(String sql) {
        return pool.query(sql).execute().await().atMost(AT_MOST);
    }

    private void execute(String sql) {
        pool.query(sql).execute().await().atMost(AT_MOST);
    }
}
