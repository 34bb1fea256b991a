package dev.cinestream.billing.readmodel;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The sums of the journal's accounts, as of one moment. Per currency they sum up to zero.
@ApplicationScoped
public class TrialBalance {

    private static final String SUMS =
            "select account, currency, sum(minor)::bigint from billing.journal group by account, currency order by currency, account";

    private final Pool pool;

    TrialBalance(Pool pool) {
        this.pool = pool;
    }

    /// @param balance a debit when positive, a credit when negative
    @RegisterForReflection
    public record Balance(LedgerAccount account, Money balance) {}

    /// @param totals one a currency; each is zero
    @RegisterForReflection
    public record Balances(List<Balance> accounts, List<Money> totals) {
        static Balances of(List<Balance> accounts) {
            Map<CurrencyUnit, Money> totals = new TreeMap<>();
            accounts.forEach(each ->
                    totals.merge(each.balance().getCurrencyUnit(), each.balance(), Money::plus));
            return new Balances(accounts, List.copyOf(totals.values()));
        }
    }

    public Uni<Balances> now() {
        return pool.query(SUMS)
                .execute()
                .map(rows -> {
                    List<Balance> accounts = new ArrayList<>();
                    for (Row row : rows) {
                        accounts.add(
                                new Balance(
                                        LedgerAccount.valueOf(row.getString(0)),
                                        Money.ofMinor(
                                                CurrencyUnit.of(row.getString(1)),
                                                row.getLong(2))));
                    }
                    return Balances.of(accounts);
                });
    }
}
