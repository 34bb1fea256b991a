package dev.cinestream.content;

import dev.cinestream.content.title.ParentFacts;
import dev.cinestream.content.title.Title;
import dev.cinestream.content.title.TitleCommand;
import dev.cinestream.content.title.TitleEvent;
import dev.cinestream.content.title.TitleRejection;
import dev.cinestream.content.title.TitleState;
import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.schema.EventTypes;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/// What the engine is told of this module: its aggregates, the wire names of their events, and what is written as JSON.
@Dependent
@RegisterForReflection(
        targets = {
            TitleEvent.TitleDrafted.class,
            TitleEvent.TitleRevised.class,
            TitleEvent.AvailabilityScheduled.class,
            TitleEvent.TitlePublished.class,
            TitleEvent.TitleWithdrawn.class,
            TitleEvent.TitleReinstated.class,
            TitleState.class,
            TitleState.None.class,
            TitleState.Existing.class,
            TitleState.Standing.class,
            ParentFacts.class,
            TitleKind.class,
            TitleMetadata.class,
            LocalizedText.class,
            Credit.class,
            AgeRating.class,
            Artwork.class,
            AvailabilityWindow.class
        })
public class ContentModule {

    /// The wire names of a title's events.
    public static final EventTypes<TitleEvent> TITLE_EVENTS =
            EventTypes.of(TitleEvent.class)
                    .type("content.title-drafted.v1", TitleEvent.TitleDrafted.class)
                    .type("content.title-revised.v1", TitleEvent.TitleRevised.class)
                    .type(
                            "content.availability-scheduled.v1",
                            TitleEvent.AvailabilityScheduled.class)
                    .type("content.title-published.v1", TitleEvent.TitlePublished.class)
                    .type("content.title-withdrawn.v1", TitleEvent.TitleWithdrawn.class)
                    .type("content.title-reinstated.v1", TitleEvent.TitleReinstated.class);

    public static final AggregateType<TitleCommand, TitleState, TitleEvent, TitleRejection> TITLE =
            new AggregateType<>("content.title", new Title(), TITLE_EVENTS, TitleState.class);

    @Produces
    AggregateType<TitleCommand, TitleState, TitleEvent, TitleRejection> title() {
        return TITLE;
    }
}
