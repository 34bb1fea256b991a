package dev.cinestream.eventsourcing.process;

import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.projection.Decoder.Decoded;
import dev.cinestream.eventsourcing.quarantine.Applied;
import dev.cinestream.eventsourcing.quarantine.ParkedReactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/// Reacts after all to events that were parked. The ids of the commands are what they were, so what was done before the
/// event was parked is not done again.
@ApplicationScoped
public class PolicyRedrive implements ParkedReactions {

    private final Policies policies;
    private final Dispatch dispatch;

    public PolicyRedrive(Policies policies, Dispatch dispatch) {
        this.policies = policies;
        this.dispatch = dispatch;
    }

    @Override
    public boolean areOf(String consumer) {
        return policies.find(consumer).isPresent();
    }

    @Override
    public Uni<Applied> apply(String consumer, List<Decoded> events) {
        return from(policies.find(consumer).orElseThrow(), events, 0);
    }

    private Uni<Applied> from(Policy policy, List<Decoded> events, int at) {
        if (at == events.size()) {
            return Uni.createFrom().item(new Applied(at, null));
        }
        return failureOf(policy, events.get(at))
                .chain(failure ->
                        failure.isEmpty()
                                ? from(policy, events, at + 1)
                                : Uni.createFrom()
                                        .item(
                                                Applied.until(
                                                        at,
                                                        events.get(at).recorded().metadata(),
                                                        failure.get())));
    }

    private Uni<Optional<Throwable>> failureOf(Policy policy, Decoded event) {
        return switch (event) {
            case Decoded.Unreadable(_, RuntimeException cause) ->
                    Uni.createFrom().item(Optional.of(cause));
            case Decoded.Clear(_, Envelope<?> envelope) ->
                    Uni.createFrom()
                            .deferred(() -> dispatch.react(policy, envelope))
                            .replaceWith(Optional.<Throwable>empty())
                            .onFailure(failure -> !Patience.passes(failure))
                            .recoverWithItem(Optional::of);
        };
    }
}
