package dev.cinestream.eventsourcing.process;

import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.counter.Counter;
import dev.cinestream.eventsourcing.decider.Rejection;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.process.deadline.DeadlineEvent.DeadlinePassed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Waits for a counter to be raised three times, then raises one counter by the sum; or, when that takes too long, another
/// by one. An errand that begins with [#HASTY] is given up soon.
@ApplicationScoped
class Errands implements ProcessManager<Errand.Command, Errand.State, Errand.Event, Rejection> {

    static final int HASTY = 99;
    static final String PATIENCE = "patience";

    private final PolicyRunner runner;

    Errands(PolicyRunner runner) {
        this.runner = runner;
    }

    @Incoming("errands")
    Uni<Void> feed(ConsumerRecords<byte[], byte[]> polled) {
        return runner.react(this, polled);
    }

    static UUID sumOf(UUID errand) {
        return new UUID(errand.getMostSignificantBits(), errand.getLeastSignificantBits() ^ 1);
    }

    static UUID failureOf(UUID errand) {
        return new UUID(errand.getMostSignificantBits(), errand.getLeastSignificantBits() ^ 2);
    }

    @Override
    public String name() {
        return "errands";
    }

    @Override
    public AggregateType<Errand.Command, Errand.State, Errand.Event, Rejection> memory() {
        return Errand.TYPE;
    }

    @Override
    public List<String> hears() {
        return List.of(Counter.TYPE.category());
    }

    @Override
    public List<AddressedCommand<Errand.Command, Errand.State, Errand.Event, Rejection>> hear(
            Envelope<?> event) {
        return event.event() instanceof Counter.Raised(int by, String _)
                ? List.of(
                        AddressedCommand.of(
                                memory(), event.metadata().streamId(), new Errand.Note(by)))
                : List.of();
    }

    @Override
    public List<AddressedCommand<Errand.Command, Errand.State, Errand.Event, Rejection>> passed(
            DeadlinePassed deadline) {
        return List.of(AddressedCommand.of(memory(), deadline.about(), new Errand.GiveUp()));
    }

    @Override
    public List<AddressedCommand<?, ?, ?, ?>> act(Metadata about, Errand.Event event) {
        UUID errand = about.streamId();
        return switch (event) {
            case Errand.Noted(int by, int heard) when heard == 1 ->
                    List.of(
                            Deadlines.set(
                                    name(),
                                    errand,
                                    PATIENCE,
                                    about.recordedAt().plus(patience(by))));
            case Errand.Noted _ -> List.of();
            case Errand.Finished(int sum) ->
                    List.of(Deadlines.cancel(name(), errand, PATIENCE), raise(sumOf(errand), sum));
            case Errand.GivenUp() -> List.of(raise(failureOf(errand), 1));
        };
    }

    private static Duration patience(int by) {
        return by == HASTY ? Duration.ofMillis(500) : Duration.ofHours(1);
    }

    private static AddressedCommand<?, ?, ?, ?> raise(UUID counter, int by) {
        return AddressedCommand.of(Counter.TYPE, counter, new Counter.Raise(by, ""));
    }
}
