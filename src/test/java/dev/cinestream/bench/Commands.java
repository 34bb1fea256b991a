package dev.cinestream.bench;

import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandContext;
import dev.cinestream.eventsourcing.command.CommandResult;
import dev.cinestream.eventsourcing.counter.Counter;
import dev.cinestream.eventsourcing.log.Uuid7;
import io.smallrye.mutiny.Uni;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;

/// Commands of the measured size: one event of 600 bytes on an aggregate of its own.
final class Commands {

    static final int EVENT_BYTES = 600;

    /// Noise, since compression would otherwise make it almost nothing.
    static final String FILLER = filler();

    private Commands() {}

    static Uni<CommandResult.Committed<?>> one(CommandBus bus, UUID stream) {
        return one(bus, Measured.TYPE, stream);
    }

    static Uni<CommandResult.Committed<?>> one(
            CommandBus bus,
            AggregateType<Counter.Command, Counter.State, Counter.Event, Counter.TooHigh> type,
            UUID stream) {
        String id = "bench:" + Uuid7.next();
        var context =
                new CommandContext(
                        id,
                        FINGERPRINT,
                        null,
                        "bench",
                        id,
                        id,
                        null,
                        null,
                        CommandContext.Durability.COMMIT);
        return bus.execute(type, stream, new Counter.Raise(1, FILLER), context)
                .map(result -> {
                    if (result instanceof CommandResult.Committed<?> committed) {
                        return committed;
                    }
                    throw new IllegalStateException("not committed: " + result);
                });
    }

    /// As long as a SHA-256 in hex.
    static final String FINGERPRINT = FILLER.substring(0, 64);

    private static String filler() {
        byte[] noise = new byte[(EVENT_BYTES - "{\"by\":1,\"filler\":\"\"}".length()) / 2];
        new Random(1).nextBytes(noise);
        return HexFormat.of().formatHex(noise);
    }
}
