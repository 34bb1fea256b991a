package dev.cinestream.admin.web;

import dev.cinestream.admin.AdminModule;
import dev.cinestream.admin.audit.Action.Outcome;
import dev.cinestream.admin.audit.AuditCommand;
import dev.cinestream.admin.audit.AuditRejection;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandContext;
import dev.cinestream.eventsourcing.command.CommandResult.Committed;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.http.Audit;
import dev.cinestream.platform.http.CommandRequest;
import dev.cinestream.platform.http.Commands;
import dev.cinestream.platform.http.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Writes down who does what at the admin API. What is not written down does not happen: a read is answered only once its
/// entry is committed, a change begins only then.
///
/// The log is a category of the engine itself, so an entry is committed in Postgres and relayed to the topic `audit-log` with
/// all that the engine promises; see `docs/adr`.
@ApplicationScoped
class AuditTrail implements Audit {

    private static final Logger LOG = Logger.getLogger(AuditTrail.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final CommandBus bus;
    private final Commands commands;
    private final SecurityIdentity identity;

    AuditTrail(CommandBus bus, Commands commands, SecurityIdentity identity) {
        this.bus = bus;
        this.commands = commands;
        this.identity = identity;
    }

    @Override
    public <T> Uni<T> reading(String action, String target, Supplier<Uni<T>> read) {
        CommandRequest request = commands.request();
        List<String> roles = roles();
        return Uni.createFrom()
                .deferred(read::get)
                .onItemOrFailure()
                .call((_, failure) ->
                        write(
                                request,
                                new AuditCommand.Take(
                                        action, target, roles, outcome(failure), detail(failure))));
    }

    /// An action that was refused at the door.
    Uni<Void> denied(String target, String detail) {
        return write(
                commands.request(),
                new AuditCommand.Take("denied", target, roles(), Outcome.REFUSED, detail));
    }

    @Override
    public <T> Uni<T> changing(String action, String target, Supplier<Uni<T>> change) {
        return changing(action, target, null, change);
    }

    /// An action of which its body says why.
    <T> Uni<T> changing(
            String action, String target, @Nullable String reason, Supplier<Uni<T>> change) {
        CommandRequest request = commands.request().because(reason);
        return begin(request, context(request), new AuditCommand.Begin(action, target, roles()))
                .chain(begun -> end(request, begun.streamId(), change));
    }

    /// An action that begins something, and is done once for an `Idempotency-Key`: this time, or it was done already.
    ///
    /// @param body the request as it was read; a key that is sent again with another one is refused
    /// @param again the answer when it was done already
    <T> Uni<T> once(
            String action,
            String target,
            String reason,
            @Nullable Object body,
            Supplier<Uni<T>> change,
            Supplier<Uni<T>> again) {
        CommandRequest request = commands.request().withKey().because(reason);
        CommandContext context = request.context("", commands.canonical(body));
        return begin(request, context, new AuditCommand.Begin(action, target, roles()))
                .chain(begun ->
                        begun.replayed() ? again.get() : end(request, begun.streamId(), change));
    }

    private Uni<Committed<AuditRejection>> begin(
            CommandRequest request, CommandContext context, AuditCommand.Begin begin) {
        return bus.execute(AdminModule.AUDIT, Uuid7.next(), begin, withoutRevision(context))
                .onFailure()
                .transform(failure -> notWritten(request, failure))
                .map(Commands::committed);
    }

    private <T> Uni<T> end(CommandRequest request, UUID entry, Supplier<Uni<T>> change) {
        return Uni.createFrom()
                .deferred(change::get)
                .onItemOrFailure()
                .call((_, failure) ->
                        bus.execute(
                                        AdminModule.AUDIT,
                                        entry,
                                        new AuditCommand.End(outcome(failure), detail(failure)),
                                        context(request))
                                .onFailure()
                                .transform(cause -> endNotWritten(request, cause)));
    }

    private Uni<Void> write(CommandRequest request, AuditCommand.Take entry) {
        return bus.execute(AdminModule.AUDIT, Uuid7.next(), entry, context(request))
                .onFailure()
                .transform(failure -> notWritten(request, failure))
                .map(Commands::committed)
                .replaceWithVoid();
    }

    /// Of an entry of its own, whatever key the caller sent.
    private static CommandContext context(CommandRequest request) {
        String id = "audit:" + Uuid7.next();
        return new CommandContext(
                id,
                "",
                null,
                request.subject(),
                request.correlationId(),
                id,
                request.reason(),
                request.traceparent(),
                request.durability());
    }

    /// `If-Match` is about the action's target, never about its entry.
    private static CommandContext withoutRevision(CommandContext of) {
        return new CommandContext(
                of.commandId(),
                of.fingerprint(),
                null,
                of.actor(),
                of.correlationId(),
                of.causationId(),
                of.reason(),
                of.traceparent(),
                of.durability());
    }

    private static Throwable notWritten(CommandRequest request, Throwable failure) {
        LOG.errorf(
                "%s %s was refused: its audit entry could not be written (%s)",
                request.method(), request.path(), failure.getClass().getSimpleName());
        return ProblemException.unavailable(
                "audit-unavailable",
                "What is done here is written down first, and that is not possible now; nothing was done.",
                RETRY_AFTER);
    }

    private static Throwable endNotWritten(CommandRequest request, Throwable failure) {
        LOG.errorf(
                "%s %s was done, but how it ended could not be written down (%s)",
                request.method(), request.path(), failure.getClass().getSimpleName());
        return ProblemException.unavailable(
                "audit-incomplete",
                "It was begun and written down, but how it ended was not; see how things are before you repeat it.",
                RETRY_AFTER);
    }

    private List<String> roles() {
        return identity.getRoles().stream().sorted().toList();
    }

    private static Outcome outcome(@Nullable Throwable failure) {
        return switch (failure) {
            case null -> Outcome.DONE;
            case ProblemException problem when problem.problem().status() < 500 -> Outcome.REFUSED;
            default -> Outcome.FAILED;
        };
    }

    private static String detail(@Nullable Throwable failure) {
        return switch (failure) {
            case null -> "";
            case ProblemException problem -> problem.problem().code();
            default -> failure.getClass().getSimpleName();
        };
    }
}
