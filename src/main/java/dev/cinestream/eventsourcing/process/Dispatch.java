package dev.cinestream.eventsourcing.process;

import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandResult;
import dev.cinestream.eventsourcing.decider.Rejection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Brings commands of reactions to the bus, under ids that derive from their cause.
@ApplicationScoped
public class Dispatch {

    private static final Logger LOG = Logger.getLogger(Dispatch.class);
    private static final int AT_ONCE = 64;

    private final CommandBus bus;

    public Dispatch(CommandBus bus) {
        this.bus = bus;
    }

    /// A command under its id.
    private record Identified(String id, AddressedCommand<?, ?, ?, ?> command) {}

    /// Succeeds when each command is committed, or refused by its aggregate's rules. Commands for one aggregate go one
    /// after the other, those for different ones side by side.
    Uni<Void> all(Cause cause, List<AddressedCommand<?, ?, ?, ?>> commands) {
        if (commands.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<String> ids = DerivedIds.commandIds(cause, commands);
        Map<UUID, List<Identified>> byStream = new LinkedHashMap<>();
        for (int i = 0; i < commands.size(); i++) {
            byStream.computeIfAbsent(commands.get(i).streamId(), _ -> new ArrayList<>())
                    .add(new Identified(ids.get(i), commands.get(i)));
        }
        return Multi.createFrom()
                .iterable(byStream.values())
                .onItem()
                .transformToUni(ofOne -> inOrder(cause, ofOne))
                .merge(AT_ONCE)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> inOrder(Cause cause, List<Identified> commands) {
        return Multi.createFrom()
                .iterable(commands)
                .onItem()
                .transformToUniAndConcatenate(each -> one(cause, each.id(), each.command()))
                .onItem()
                .ignoreAsUni();
    }

    /// @param id the command's, derived
    <C, S, E, R extends Rejection> Uni<Void> one(
            Cause cause, String id, AddressedCommand<C, S, E, R> command) {
        return bus.execute(
                        command.type(),
                        command.streamId(),
                        command.command(),
                        cause.context(id, command.reason()))
                .invoke(result -> check(cause, command, result))
                .replaceWithVoid();
    }

    private static <R extends Rejection> void check(
            Cause cause, AddressedCommand<?, ?, ?, R> command, CommandResult<R> result) {
        switch (result) {
            case CommandResult.Committed<R> _ -> {}
            case CommandResult.Rejected<R>(R no) ->
                    LOG.debugf(
                            "%s: %s %s refuses: %s",
                            cause.reaction(),
                            command.type().category(),
                            command.streamId(),
                            no.code());
            case CommandResult.StaleRevision<R> _,
                    CommandResult.CommandIdReused<R> _,
                    CommandResult.Unpublishable<R> _ ->
                    throw new UndispatchableException(command, result);
        }
    }

    /// A reaction's command can never be committed: a bug in the reaction.
    static final class UndispatchableException extends RuntimeException {
        UndispatchableException(AddressedCommand<?, ?, ?, ?> command, CommandResult<?> result) {
            super(
                    "a command for %s %s ends in %s"
                            .formatted(
                                    command.type().category(),
                                    command.streamId(),
                                    result.getClass().getSimpleName()));
        }
    }
}
