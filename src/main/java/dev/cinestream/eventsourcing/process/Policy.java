package dev.cinestream.eventsourcing.process;

import dev.cinestream.eventsourcing.decider.Rejection;
import dev.cinestream.eventsourcing.inbox.Watermarks.Lane;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.log.Metadata;
import io.smallrye.mutiny.Uni;
import java.util.List;

/// A reaction without memory: event in, commands out. A CDI bean, named as a sentence
/// (`WhenTitleWithdrawnThenWithdrawWhatIsUnderIt`); the engine finds them all and keeps their inboxes, a module feeds each
/// from its channel through [PolicyRunner#react].
///
/// An event is reacted to until its commands are committed; after a crash it is reacted to again, and the ids of the
/// commands are the same, so what was done is not done twice. An event that cannot be reacted to, after some tries, or whose
/// command is refused, parks its stream in quarantine with the reason; all other streams go on.
public interface Policy {

    /// Lower-case identifier: the consumer's name, for example `withdrawal_of_what_is_under`. For ever: it is part of the
    /// ids of the commands.
    String name();

    /// The categories it hears, for example `content.title`.
    List<String> categories();

    /// What follows from an event. Events come in the order of [#inOrderWith]. May look things up, so two calls may
    /// differ; a command for the same aggregate at the same place among its kind then counts as the one before.
    Uni<List<AddressedCommand<?, ?, ?, ?>>> react(Envelope<?> event);

    /// What an event does not overtake: events of equal keys are reacted to in order, one at a time; by default those of a
    /// lane. A policy that needs less of an order goes faster with a narrower key.
    default Object inOrderWith(Metadata event) {
        return new Lane(event.category(), event.lane());
    }

    /// Whether a refusal is as good as done, since what was wanted is so already or matters no more. Other refusals park the
    /// event.
    default boolean isSettledBy(Rejection refusal) {
        return false;
    }
}
