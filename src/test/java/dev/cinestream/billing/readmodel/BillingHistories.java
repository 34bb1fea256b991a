package dev.cinestream.billing.readmodel;

import dev.cinestream.Seeded;
import dev.cinestream.billing.Bill;
import dev.cinestream.billing.BillingModule;
import dev.cinestream.billing.Dunning;
import dev.cinestream.billing.Entitlement;
import dev.cinestream.billing.Interval;
import dev.cinestream.billing.InvoiceModule;
import dev.cinestream.billing.PaymentMethod;
import dev.cinestream.billing.Residence;
import dev.cinestream.billing.TaxTable;
import dev.cinestream.billing.Terms;
import dev.cinestream.billing.customer.CustomerCommand;
import dev.cinestream.billing.customer.CustomerCommand.When;
import dev.cinestream.billing.customer.CustomerEvent;
import dev.cinestream.billing.customer.CustomerState;
import dev.cinestream.billing.invoice.InvoiceCommand;
import dev.cinestream.billing.invoice.InvoiceEvent;
import dev.cinestream.billing.invoice.InvoiceState;
import dev.cinestream.billing.invoice.InvoiceState.Issued;
import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.decider.Decision;
import dev.cinestream.eventsourcing.decider.Personal;
import dev.cinestream.eventsourcing.decider.Rejection;
import dev.cinestream.eventsourcing.decider.Secret;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.log.Metadata;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Random lives of customers and their invoices, as the rules allow them, and ways in which their events can arrive.
final class BillingHistories {

    private static final Instant BEGIN = Instant.parse("2026-01-31T12:00:00Z");
    private static final Dunning DUNNING =
            new Dunning(List.of(Duration.ofDays(1), Duration.ofDays(3)), Duration.ofDays(4));
    private static final TaxTable TAXES =
            new TaxTable(
                    "DE",
                    List.of(new TaxTable.Entry("DE", 1_900, LocalDate.EPOCH, null)),
                    Set.of("DE", "ES"));

    private final Seeded seeded;
    private final Map<UUID, Life<CustomerCommand, CustomerState, CustomerEvent>> customers =
            new LinkedHashMap<>();
    private final Map<UUID, Life<InvoiceCommand, InvoiceState, InvoiceEvent>> invoices =
            new LinkedHashMap<>();
    private int numbers;

    BillingHistories(Seeded seeded) {
        this.seeded = seeded;
    }

    /// Customers' lives, with all the invoices they come by.
    void live(int most) {
        int count = 1 + seeded.below(most);
        for (int i = 0; i < count; i++) {
            customer();
        }
    }

    List<List<Envelope<?>>> streams() {
        List<List<Envelope<?>>> streams = new ArrayList<>();
        customers.values().forEach(life -> streams.add(life.events));
        invoices.values().forEach(life -> streams.add(life.events));
        return streams;
    }

    /// How the rules left the customers.
    Map<UUID, CustomerState> customers() {
        Map<UUID, CustomerState> states = new LinkedHashMap<>();
        customers.forEach((id, life) -> states.put(id, life.state));
        return states;
    }

    /// How the rules left the invoices.
    Map<UUID, InvoiceState> invoices() {
        Map<UUID, InvoiceState> states = new LinkedHashMap<>();
        invoices.forEach((id, life) -> states.put(id, life.state));
        return states;
    }

    /// All events, each stream's in its order, the streams among each other in any.
    List<Envelope<?>> interleaved() {
        List<Deque<Envelope<?>>> left = new ArrayList<>();
        streams().forEach(stream -> left.add(new ArrayDeque<>(stream)));
        List<Envelope<?>> all = new ArrayList<>();
        while (!left.isEmpty()) {
            int which = seeded.below(left.size());
            all.add(left.get(which).remove());
            if (left.get(which).isEmpty()) {
                left.remove(which);
            }
        }
        return all;
    }

    List<List<Envelope<?>>> batched(List<Envelope<?>> events) {
        List<List<Envelope<?>>> batches = new ArrayList<>();
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + seeded.below(40));
            batches.add(events.subList(from, to));
            from = to;
        }
        return batches;
    }

    private void customer() {
        UUID id = seeded.uuid();
        var life = new Life<>(BillingModule.CUSTOMER, id);
        customers.put(id, life);
        Instant now = BEGIN.plusSeconds(seeded.below(100_000));
        var residence = new Residence("DE", ZoneId.of("Europe/Berlin"), null);
        life.send(
                new CustomerCommand.OpenCustomer(id, residence, seeded.orNull(seeded.uuid()), now));
        int steps = 5 + seeded.below(25);
        for (int i = 0; i < steps; i++) {
            now = now.plusSeconds(seeded.below(15 * 86_400));
            List<CustomerEvent> happened = life.send(command(id, life.state, now));
            for (CustomerEvent each : happened) {
                if (each instanceof CustomerEvent.Billed(Bill bill)) {
                    invoice(life, bill, now);
                }
            }
        }
    }

    private CustomerCommand command(UUID id, CustomerState state, Instant now) {
        return switch (seeded.below(12)) {
            case 0, 1 -> new CustomerCommand.Subscribe(terms(), now, TAXES);
            case 2 ->
                    new CustomerCommand.ChangePlan(
                            terms(), seeded.oneOf(When.values()), now, TAXES);
            case 3 -> new CustomerCommand.Cancel(seeded.oneOf(When.values()), now);
            case 4 -> new CustomerCommand.KeepAsItIs();
            case 5 -> new CustomerCommand.Pause(now.plus(Duration.ofDays(90)));
            case 6 -> new CustomerCommand.Resume(now, TAXES);
            case 7 -> new CustomerCommand.SetPaymentMethod(method(id));
            case 8 -> new CustomerCommand.GiveCredit(money(1 + seeded.below(2_000)));
            default -> new CustomerCommand.Proceed(due(state, now), TAXES);
        };
    }

    private static Instant due(CustomerState state, Instant now) {
        if (state instanceof CustomerState.Open open) {
            var next = open.subscription().next();
            return next == null || next.at().isBefore(now) ? now : next.at();
        }
        return now;
    }

    private void invoice(
            Life<CustomerCommand, CustomerState, CustomerEvent> customer, Bill bill, Instant at) {
        var open = (CustomerState.Open) customer.state;
        var life = new Life<>(InvoiceModule.INVOICE, bill.id());
        invoices.put(bill.id(), life);
        life.send(
                new InvoiceCommand.DraftInvoice(
                        open.id(), open.residence(), open.clock(), bill, open.method(), DUNNING));
        if (seeded.oneIn(10)) {
            return;
        }
        tell(
                customer,
                life.send(new InvoiceCommand.IssueInvoice("CS-" + ++numbers + seeded.uuid(), at)),
                bill,
                at);
        Instant now = at;
        int steps = seeded.below(8);
        for (int i = 0; i < steps; i++) {
            now = now.plusSeconds(seeded.below(3 * 86_400));
            tell(customer, life.send(command(life.state, now, open.id())), bill, now);
        }
    }

    private void tell(
            Life<CustomerCommand, CustomerState, CustomerEvent> customer,
            List<InvoiceEvent> happened,
            Bill bill,
            Instant at) {
        for (InvoiceEvent each : happened) {
            switch (each) {
                case InvoiceEvent.InvoicePaid _ ->
                        customer.send(new CustomerCommand.NotePaid(bill.id(), at));
                case InvoiceEvent.PaymentDeclined _, InvoiceEvent.PaymentMethodMissing _ ->
                        customer.send(new CustomerCommand.NoteOverdue(bill.id(), at));
                case InvoiceEvent.InvoiceUncollectible _ ->
                        customer.send(new CustomerCommand.NoteUncollectible(bill.id(), at));
                default -> {}
            }
        }
    }

    private InvoiceCommand command(InvoiceState state, Instant now, UUID customer) {
        if (!(state instanceof Issued issued)) {
            return new InvoiceCommand.Proceed(now);
        }
        return switch (seeded.below(8)) {
            case 0 -> new InvoiceCommand.Proceed(now.plus(Duration.ofDays(5)));
            case 1 -> new InvoiceCommand.Collect(method(customer), now);
            case 2 -> new InvoiceCommand.WriteOff(now);
            case 3 -> new InvoiceCommand.Refund(seeded.uuid(), money(1 + seeded.below(400)), now);
            case 4 -> refunded(issued, now);
            default -> outcome(issued, now);
        };
    }

    private InvoiceCommand refunded(Issued issued, Instant now) {
        if (issued.repayments().isEmpty()) {
            return new InvoiceCommand.Proceed(now);
        }
        UUID refund = issued.repayments().get(seeded.below(issued.repayments().size())).id();
        return seeded.oneIn(2)
                ? new InvoiceCommand.IssueCreditNote(refund, "CN-" + ++numbers + seeded.uuid(), now)
                : new InvoiceCommand.NoteRefund(refund, !seeded.oneIn(4), "a reason", now);
    }

    private InvoiceCommand outcome(Issued issued, Instant now) {
        if (issued.payments().isEmpty()) {
            return new InvoiceCommand.Proceed(now);
        }
        UUID payment = issued.payments().get(seeded.below(issued.payments().size())).id();
        return new InvoiceCommand.NoteOutcome(
                payment,
                switch (seeded.below(6)) {
                    case 0 -> new InvoiceCommand.Outcome.Declined("insufficient_funds", false);
                    case 1 -> new InvoiceCommand.Outcome.Declined("lost_card", true);
                    case 2 -> new InvoiceCommand.Outcome.Unknown();
                    default -> new InvoiceCommand.Outcome.Succeeded("ch_" + payment);
                },
                now);
    }

    private Terms terms() {
        return new Terms(
                seeded.uuid(),
                1,
                seeded.oneOf("Basic", "Größe", "O'Hara"),
                seeded.oneOf(Interval.values()),
                money(500 + seeded.below(2_000)),
                seeded.oneIn(2),
                seeded.oneOf(0, 14),
                new Entitlement(1 + seeded.below(4), 1_080, 5, seeded.below(10)));
    }

    private static PaymentMethod method(UUID customer) {
        return new PaymentMethod(
                "simulator",
                Secret.of(customer, "pm_card_visa"),
                Personal.of(customer, "Visa •••• 4242"),
                "2028-12");
    }

    private static Money money(long minor) {
        return Money.ofMinor(CurrencyUnit.EUR, minor);
    }

    /// An aggregate, and its events as the log has them.
    private final class Life<C, S, E> {
        private final AggregateType<C, S, E, ? extends Rejection> type;
        private final UUID id;
        private final List<Envelope<?>> events = new ArrayList<>();
        private S state;

        private Life(AggregateType<C, S, E, ? extends Rejection> type, UUID id) {
            this.type = type;
            this.id = id;
            state = type.decider().initial();
        }

        /// What happens; nothing when it is refused.
        private List<E> send(C command) {
            if (!(type.decider().decide(command, state)
                    instanceof Decision.Accepted<E, ?>(var happened))) {
                return List.of();
            }
            for (E each : happened) {
                state = type.decider().evolve(state, each);
                events.add(new Envelope<>(metadata(), each));
            }
            return happened;
        }

        private Metadata metadata() {
            long revision = events.size() + 1L;
            return new Metadata(
                    seeded.uuid(),
                    "a-type",
                    type.category(),
                    id,
                    revision,
                    7,
                    revision,
                    BEGIN.plusSeconds(revision),
                    "correlation",
                    "causation",
                    "edith",
                    null,
                    "",
                    null);
        }
    }
}
