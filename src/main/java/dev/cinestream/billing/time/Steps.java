package dev.cinestream.billing.time;

import dev.cinestream.billing.BillingModule;
import dev.cinestream.billing.InvoiceModule;
import dev.cinestream.billing.Taxes;
import dev.cinestream.billing.customer.CustomerCommand;
import dev.cinestream.billing.invoice.InvoiceCommand;
import dev.cinestream.billing.readmodel.BillingProjection;
import dev.cinestream.billing.readmodel.DueStep;
import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandContext;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.eventsourcing.command.CommandResult;
import dev.cinestream.eventsourcing.decider.Rejection;
import dev.cinestream.eventsourcing.projection.Progress;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/// Lets aggregates take the steps that are due. The command's id derives from the event that set the step, so a step is
/// taken once, whoever looks and however often.
@ApplicationScoped
class Steps {

    private static final Logger LOG = Logger.getLogger(Steps.class);
    private static final String ACTOR = "system:billing-time";
    private static final int AT_ONCE = 256;
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(2);

    private final CommandBus bus;
    private final Taxes taxes;
    private final Progress progress;

    Steps(CommandBus bus, Taxes taxes, Progress progress) {
        this.bus = bus;
        this.taxes = taxes;
        this.progress = progress;
    }

    /// Succeeds when all are taken, and the read model shows them no more. One that is refused is told of in the log and
    /// keeps none of the others from being taken.
    ///
    /// @param now each is taken then, or at its own moment if that is later
    Uni<Void> take(List<DueStep> steps, Instant now) {
        return Multi.createFrom()
                .iterable(steps)
                .onItem()
                .transformToUni(step -> take(step, step.at().isAfter(now) ? step.at() : now))
                .merge(AT_ONCE)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> take(DueStep step, Instant at) {
        return step.category().equals(BillingModule.CUSTOMER.category())
                ? take(BillingModule.CUSTOMER, step, new CustomerCommand.Proceed(at, taxes.table()))
                : take(InvoiceModule.INVOICE, step, new InvoiceCommand.Proceed(at));
    }

    private <C, S, E, R extends Rejection> Uni<Void> take(
            AggregateType<C, S, E, R> type, DueStep step, C command) {
        return bus.execute(type, step.id(), command, context(step))
                .chain(result -> seen(step, result));
    }

    private <R extends Rejection> Uni<Void> seen(DueStep step, CommandResult<R> result) {
        if (result instanceof CommandResult.Committed<R>(_, _, var token, _) && token != null) {
            return progress.passed(BillingProjection.NAME, token, SEEN_WITHIN)
                    .onFailure(Progress.NotYetException.class)
                    .recoverWithNull();
        }
        LOG.warnf("%s %s does not take its step: %s", step.category(), step.id(), result);
        return Uni.createFrom().voidItem();
    }

    private static CommandContext context(DueStep step) {
        String cause = step.setBy().toString();
        return new CommandContext(
                ACTOR + ":" + cause,
                ACTOR,
                null,
                ACTOR,
                step.correlationId(),
                cause,
                null,
                null,
                Durability.COMMIT);
    }
}
