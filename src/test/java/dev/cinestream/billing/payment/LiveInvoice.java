package dev.cinestream.billing.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cinestream.billing.InvoiceModule;
import dev.cinestream.billing.invoice.Invoice;
import dev.cinestream.billing.invoice.InvoiceCommand;
import dev.cinestream.billing.invoice.InvoiceCommand.Collect;
import dev.cinestream.billing.invoice.InvoiceCommand.IssueInvoice;
import dev.cinestream.billing.invoice.InvoiceCommand.Proceed;
import dev.cinestream.billing.invoice.InvoiceState.Issued;
import dev.cinestream.billing.invoice.InvoiceState.Payment;
import dev.cinestream.billing.invoice.InvoiceState.Status;
import dev.cinestream.billing.invoice.Invoices;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandContext;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.eventsourcing.command.CommandResult;
import dev.cinestream.eventsourcing.log.Uuid7;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

/// An invoice of a new customer in the running application: 12.99 EUR.
public final class LiveInvoice {

    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private final CommandBus bus;
    private final UUID id = Uuid7.next();
    private final UUID customer = Uuid7.next();

    private LiveInvoice(CommandBus bus) {
        this.bus = bus;
    }

    /// Not even drafted.
    public static LiveInvoice planned(CommandBus bus) {
        return new LiveInvoice(bus);
    }

    /// Being collected.
    public static LiveInvoice issued(CommandBus bus, String card) {
        LiveInvoice invoice = planned(bus);
        invoice.issue(card);
        return invoice;
    }

    public void issue(String card) {
        tell(
                Invoices.draft(
                        customer,
                        Invoices.bill(id, Invoices.DUE, Invoices.TAX, Invoices.DUE),
                        Invoices.card(customer, card)));
        tell(new IssueInvoice("TEST-" + id, Instant.now()));
    }

    public UUID id() {
        return id;
    }

    public UUID payment(int attempt) {
        return Invoice.paymentId(id, attempt);
    }

    public void collect(String card) {
        tell(new Collect(Invoices.card(customer, card), Instant.now()));
    }

    /// The time of its next step comes.
    public void proceed() {
        tell(new Proceed(Objects.requireNonNull(state().next()).at()));
    }

    public void tell(InvoiceCommand command) {
        String commandId = "test:" + Uuid7.next();
        var context =
                new CommandContext(
                        commandId,
                        "",
                        null,
                        "test",
                        commandId,
                        commandId,
                        null,
                        null,
                        Durability.COMMIT);
        assertThat(bus.execute(InvoiceModule.INVOICE, id, command, context).await().atMost(AT_MOST))
                .isInstanceOf(CommandResult.Committed.class);
    }

    public Issued state() {
        var head = bus.head(InvoiceModule.INVOICE, id).await().atMost(AT_MOST);
        return (Issued) Objects.requireNonNull(head).state();
    }

    public long revision() {
        return Objects.requireNonNull(bus.head(InvoiceModule.INVOICE, id).await().atMost(AT_MOST))
                .revision();
    }

    public void awaitStatus(Status status) {
        awaitState(state -> assertThat(state.status()).isEqualTo(status));
    }

    public void awaitPayment(int attempt, Payment.Standing standing) {
        awaitState(state ->
                assertThat(state.payments().get(attempt - 1).standing()).isEqualTo(standing));
    }

    public void awaitState(Consumer<Issued> holds) {
        await().atMost(AT_MOST)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> holds.accept(state()));
    }
}
