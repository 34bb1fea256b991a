package dev.cinestream.content.web;

import dev.cinestream.content.ContentModule;
import dev.cinestream.content.title.TitleState.Existing;
import dev.cinestream.content.title.TitleState.Standing;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.log.Metadata;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// Of which changes viewers are told: that a title is published or withdrawn, and that a published one changed. Of drafts
/// they learn nothing.
@ApplicationScoped
public class TitleChanges {

    private final CommandBus bus;

    TitleChanges(CommandBus bus) {
        this.bus = bus;
    }

    /// Asks for the title's standing where the event does not say it. The standing asked for is of now, so of a title that
    /// was revised and then withdrawn viewers learn the withdrawal alone.
    Uni<Boolean> isForViewers(Metadata event) {
        return switch (TitleChange.nameOf(event.type())) {
            case "title-published", "title-withdrawn" -> Uni.createFrom().item(true);
            case "title-revised", "availability-scheduled" ->
                    bus.head(ContentModule.TITLE, event.streamId())
                            .map(head ->
                                    head != null
                                            && head.state() instanceof Existing title
                                            && title.standing() == Standing.PUBLISHED);
            default -> Uni.createFrom().item(false);
        };
    }
}
