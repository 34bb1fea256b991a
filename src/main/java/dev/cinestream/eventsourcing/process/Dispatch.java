package dev.cinestream.eventsourcing.process;

import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandResult;
import dev.cinestream.eventsourcing.decider.Rejection;
import dev.cinestream.eventsourcing.log.Envelope;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/// Brings commands of reactions to the bus, under ids that derive from their cause.
@ApplicationScoped
public class Dispatch {

    private static final int AT_ONCE = 64;

    private final CommandBus bus;

    public Dispatch(CommandBus bus) {
        this.bus = bus;
    }

    /// A command under its id.
    private record Identified(String id, AddressedCommand<?, ?, ?, ?> command) {}

    /// Succeeds when each command that follows from the event is committed, or refused in a way that settles it.
    Uni<Void> react(Policy policy, Envelope<?> event) {
        return policy.react(event)
                .chain(commands ->
                        all(
                                Cause.of(policy.name(), event.metadata()),
                                commands,
                                policy::isSettledBy));
    }

    /// Commands for one aggregate go one after the other up to the first that fails, those for different ones side by side.
    /// What fails keeps none of the others from being tried.
    Uni<Void> all(
            Cause cause, List<AddressedCommand<?, ?, ?, ?>> commands, Predicate<Rejection> fine) {
        List<String> ids = DerivedIds.commandIds(cause, commands);
        Map<UUID, List<Identified>> byStream = new LinkedHashMap<>();
        for (int i = 0; i < commands.size(); i++) {
            byStream.computeIfAbsent(commands.get(i).streamId(), _ -> new ArrayList<>())
                    .add(new Identified(ids.get(i), commands.get(i)));
        }
        return Multi.createFrom()
                .iterable(byStream.values())
                .onItem()
                .transformToUni(ofOne ->
                        inOrder(cause, ofOne, fine)
                                .replaceWith(Optional.<Throwable>empty())
                                .onFailure()
                                .recoverWithItem(Optional::of))
                .merge(AT_ONCE)
                .select()
                .where(Optional::isPresent)
                .map(Optional::orElseThrow)
                .collect()
                .asList()
                .chain(Dispatch::succeedOrFail);
    }

    /// Trouble that passes comes first: after it, all are tried again.
    private static Uni<Void> succeedOrFail(List<Throwable> failures) {
        return failures.stream()
                .filter(Patience::passes)
                .findFirst()
                .or(() -> failures.stream().findFirst())
                .map(failure -> Uni.createFrom().<Void>failure(failure))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> inOrder(Cause cause, List<Identified> commands, Predicate<Rejection> fine) {
        return Multi.createFrom()
                .iterable(commands)
                .onItem()
                .transformToUniAndConcatenate(each -> one(cause, each.id(), each.command(), fine))
                .onItem()
                .ignoreAsUni();
    }

    private <C, S, E, R extends Rejection> Uni<Void> one(
            Cause cause,
            String id,
            AddressedCommand<C, S, E, R> command,
            Predicate<Rejection> fine) {
        return bus.execute(
                        command.type(),
                        command.streamId(),
                        command.command(),
                        cause.context(id, command.reason()))
                .invoke(result -> check(command, result, fine))
                .replaceWithVoid();
    }

    private static <R extends Rejection> void check(
            AddressedCommand<?, ?, ?, R> command,
            CommandResult<R> result,
            Predicate<Rejection> fine) {
        switch (result) {
            case CommandResult.Committed<R> _ -> {}
            case CommandResult.Rejected<R>(R no) -> {
                if (!fine.test(no)) {
                    throw new RefusedException(command, no.code() + ": " + no.detail());
                }
            }
            case CommandResult.Unpublishable<R>(String detail) ->
                    throw new RefusedException(command, "unpublishable: " + detail);
            case CommandResult.StaleRevision<R> _, CommandResult.CommandIdReused<R> _ ->
                    throw new RefusedException(command, result.toString());
        }
    }

    /// The answer to a reaction's command is no, and would be tomorrow.
    static final class RefusedException extends RuntimeException {
        RefusedException(AddressedCommand<?, ?, ?, ?> command, String why) {
            super(
                    "%s for %s %s is refused: %s"
                            .formatted(
                                    command.command().getClass().getSimpleName(),
                                    command.type().category(),
                                    command.streamId(),
                                    why),
                    null,
                    false,
                    false);
        }
    }
}
