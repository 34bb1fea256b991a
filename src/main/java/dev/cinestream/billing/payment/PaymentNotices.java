package dev.cinestream.billing.payment;

import dev.cinestream.billing.InvoiceModule;
import dev.cinestream.billing.invoice.InvoiceRejection;
import dev.cinestream.billing.invoice.InvoiceState;
import dev.cinestream.billing.invoice.InvoiceState.Draft;
import dev.cinestream.billing.invoice.InvoiceState.Issued;
import dev.cinestream.billing.invoice.InvoiceState.None;
import dev.cinestream.billing.time.Time;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandContext;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.eventsourcing.command.CommandResult;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Notes at the invoice what a provider tells without being asked.
///
/// A notice's id is the id of its command, which the engine remembers for a week in the transaction that does it: so a notice
/// is done once however often it comes, and what was answered is committed.
@ApplicationScoped
public class PaymentNotices {

    private static final Logger LOG = Logger.getLogger(PaymentNotices.class);

    private final CommandBus bus;
    private final Time time;

    PaymentNotices(CommandBus bus, Time time) {
        this.bus = bus;
        this.time = time;
    }

    /// Succeeds when it is committed, or of no use.
    public Uni<Void> take(String provider, PaymentNotice notice, String correlationId) {
        return bus.head(InvoiceModule.INVOICE, notice.invoice())
                .chain(head ->
                        head == null
                                ? ignored(provider, notice, "there is no such invoice")
                                : time.now(clockOf(head.state()))
                                        .chain(at ->
                                                bus.execute(
                                                        InvoiceModule.INVOICE,
                                                        notice.invoice(),
                                                        notice.command(at),
                                                        context(provider, notice, correlationId)))
                                        .chain(result -> settled(provider, notice, result)));
    }

    private static @Nullable UUID clockOf(InvoiceState state) {
        return switch (state) {
            case None() -> null;
            case Draft draft -> draft.debt().clock();
            case Issued invoice -> invoice.debt().clock();
        };
    }

    private static CommandContext context(
            String provider, PaymentNotice notice, String correlationId) {
        String id = "notice:" + provider + ":" + notice.id();
        return new CommandContext(
                id,
                provider,
                null,
                "system:" + provider,
                correlationId,
                id,
                null,
                null,
                Durability.COMMIT);
    }

    private static Uni<Void> settled(
            String provider, PaymentNotice notice, CommandResult<InvoiceRejection> result) {
        return result instanceof CommandResult.Committed
                ? Uni.createFrom().voidItem()
                : ignored(provider, notice, result.toString());
    }

    private static Uni<Void> ignored(String provider, PaymentNotice notice, String why) {
        LOG.debugf("notice %s of %s is of no use: %s", notice.id(), provider, why);
        return Uni.createFrom().voidItem();
    }
}
