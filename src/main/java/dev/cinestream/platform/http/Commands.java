package dev.cinestream.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandContext;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.eventsourcing.command.CommandResult;
import dev.cinestream.eventsourcing.decider.Rejection;
import dev.cinestream.platform.identity.Actors;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The bridge from a request to the command bus and back. A resource says what is wanted and of which aggregate; idempotency
/// key, expected revision, durability, actor and correlation come from the request, and whatever is not a commit becomes
/// a problem.
///
/// ```java
/// return commands.create(Title.TYPE, id, new DraftMovie(…), body)
///         .map(done -> Answers.created(done, URI.create("/v1/titles/" + done.streamId())));
/// ```
@ApplicationScoped
public class Commands {

    /// Who acts without a token.
    private static final String ANONYMOUS = "anonymous";

    private final CommandBus bus;
    private final CurrentVertxRequest current;
    private final SecurityIdentity identity;
    private final ObjectWriter canonical;

    Commands(
            CommandBus bus,
            CurrentVertxRequest current,
            SecurityIdentity identity,
            ObjectMapper mapper) {
        this.bus = bus;
        this.current = current;
        this.identity = identity;
        this.canonical =
                mapper.copy()
                        .setConfig(
                                mapper.getSerializationConfig()
                                        .with(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY))
                        .writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    }

    /// A command that makes something new: needs an `Idempotency-Key`. When it is a repetition, the answer's `streamId` is
    /// that of the first time, not the one given here.
    ///
    /// @param body the request as it was read, null when it has none
    public <C, S, E, R extends Rejection> Uni<CommandResult.Committed<R>> create(
            AggregateType<C, S, E, R> type, UUID streamId, C command, @Nullable Object body) {
        return execute(type, streamId, command, request().withKey(), body);
    }

    /// A command that changes what the caller has seen: needs `If-Match`.
    public <C, S, E, R extends Rejection> Uni<CommandResult.Committed<R>> change(
            AggregateType<C, S, E, R> type, UUID streamId, C command, @Nullable Object body) {
        return execute(type, streamId, command, request().withExpectedRevision(), body);
    }

    /// A command that needs neither, and heeds both.
    public <C, S, E, R extends Rejection> Uni<CommandResult.Committed<R>> execute(
            AggregateType<C, S, E, R> type, UUID streamId, C command, @Nullable Object body) {
        return execute(type, streamId, command, request(), body);
    }

    /// What the current request says about its commands. Only where a request is being served; the answer may be kept.
    public CommandRequest request() {
        RoutingContext routing = current.getCurrent();
        String actor = identity.isAnonymous() ? ANONYMOUS : Actors.name(identity.getPrincipal());
        return CommandRequest.of(routing.request(), actor, Correlation.of(routing));
    }

    /// Bytes that are equal for equal bodies, for [CommandRequest#context].
    public byte[] canonical(@Nullable Object body) {
        try {
            return body == null ? new byte[0] : canonical.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a body that was read cannot be written", e);
        }
    }

    private <C, S, E, R extends Rejection> Uni<CommandResult.Committed<R>> execute(
            AggregateType<C, S, E, R> type,
            UUID streamId,
            C command,
            CommandRequest request,
            @Nullable Object body) {
        CommandContext context = request.context(canonical(body));
        RoutingContext routing = current.getCurrent();
        return bus.execute(type, streamId, command, context)
                .map(Commands::committed)
                .invoke(() -> confirmDurability(routing, request));
    }

    private static void confirmDurability(RoutingContext routing, CommandRequest request) {
        if (request.durability() == Durability.LOG && !routing.response().headWritten()) {
            routing.response().putHeader("Preference-Applied", "durability=log");
        }
    }

    /// The commit, or the problem that stands for what happened instead.
    ///
    /// @throws ProblemException when it was not committed
    public static <R extends Rejection> CommandResult.Committed<R> committed(
            CommandResult<R> result) {
        return switch (result) {
            case CommandResult.Committed<R> done -> done;
            case CommandResult.Rejected<R> no -> throw refused(no.rejection());
            case CommandResult.StaleRevision<R> stale ->
                    throw ProblemException.preconditionFailed(
                            "You saw revision "
                                    + stale.expected()
                                    + "; it is at "
                                    + stale.actual()
                                    + " now. Read it again and decide again.",
                            Map.of(
                                    "expectedRevision", stale.expected(),
                                    "actualRevision", stale.actual()));
            case CommandResult.CommandIdReused<R> _ ->
                    throw ProblemException.unprocessable(
                            "idempotency-key-reused",
                            "This Idempotency-Key was used for another request; take a new one.",
                            Problem.Violation.inHeader(
                                    CommandRequest.IDEMPOTENCY_KEY, "Was used before", null));
            case CommandResult.Unpublishable<R> too ->
                    throw ProblemException.unprocessable("unpublishable", too.detail());
        };
    }

    /// The problem that stands for a refusal.
    public static ProblemException refused(Rejection no) {
        return switch (no.kind()) {
            case INVALID ->
                    ProblemException.unprocessable(
                            no.code(),
                            no.detail(),
                            no.flaws().stream()
                                    .map(Commands::violation)
                                    .toArray(Problem.Violation[]::new));
            case NOT_FOUND -> ProblemException.notFound(no.code(), no.detail());
            case CONFLICT -> ProblemException.conflict(no.code(), no.detail());
        };
    }

    private static Problem.Violation violation(Rejection.Flaw flaw) {
        return Problem.Violation.inBody(flaw.pointer(), "Is not right", flaw.expected());
    }
}
