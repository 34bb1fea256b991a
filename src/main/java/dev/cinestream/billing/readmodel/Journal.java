package dev.cinestream.billing.readmodel;

import dev.cinestream.billing.Bill;
import dev.cinestream.eventsourcing.log.Metadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;

/// The journal's new lines: double entry, an entry an event, and no entry that does not sum up to zero.
///
/// | event | debit | credit |
/// |---|---|---|
/// | invoice issued | receivable (what is due), credit (used) | revenue, tax, credit (earned) |
/// | payment succeeded | cash | receivable |
/// | given up | bad debt | receivable |
/// | refund asked for, of what came and was not owed | receivable | refunds |
/// | credit note issued | revenue, tax | refunds |
/// | refund succeeded | refunds | cash |
/// | credit given | goodwill | credit |
final class Journal {

    private final List<JournalLine> lines = new ArrayList<>();

    List<JournalLine> lines() {
        return lines;
    }

    void issued(Metadata event, Bill bill, Instant at) {
        entry(event, at)
                .add(LedgerAccount.RECEIVABLE, bill.due())
                .add(LedgerAccount.CREDIT, bill.creditUsed())
                .add(LedgerAccount.CREDIT, bill.creditEarned().negated())
                .add(LedgerAccount.REVENUE, bill.net().negated())
                .add(LedgerAccount.TAX, bill.tax().negated())
                .close();
    }

    /// @param tax part of the amount
    void credited(Metadata event, Money amount, Money tax, Instant at) {
        entry(event, at)
                .add(LedgerAccount.REVENUE, amount.minus(tax))
                .add(LedgerAccount.TAX, tax)
                .add(LedgerAccount.REFUNDS, amount.negated())
                .close();
    }

    void moved(
            Metadata event, LedgerAccount debit, LedgerAccount credit, Money amount, Instant at) {
        entry(event, at).add(debit, amount).add(credit, amount.negated()).close();
    }

    private Entry entry(Metadata event, Instant at) {
        return new Entry(event, at);
    }

    private final class Entry {
        private final Metadata event;
        private final Instant at;
        private final List<JournalLine> own = new ArrayList<>();

        private Entry(Metadata event, Instant at) {
            this.event = event;
            this.at = at;
        }

        Entry add(LedgerAccount account, Money amount) {
            if (!amount.isZero()) {
                own.add(
                        new JournalLine(
                                event.id(), own.size(), event.streamId(), at, account, amount));
            }
            return this;
        }

        void close() {
            own.stream()
                    .map(JournalLine::amount)
                    .reduce(Money::plus)
                    .filter(sum -> !sum.isZero())
                    .ifPresent(sum -> {
                        throw new IllegalStateException(
                                "an entry must sum up to zero, not to " + sum + ": " + event.id());
                    });
            lines.addAll(own);
        }
    }
}
