package dev.cinestream.content.web;

import dev.cinestream.content.ContentModule;
import dev.cinestream.content.readmodel.Viewpoint;
import dev.cinestream.content.title.TitleState.Existing;
import dev.cinestream.content.title.TitleState.Standing;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.log.Metadata;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// Of which changes viewers are told: that a title is published or withdrawn, and that a published one changed. Of drafts
/// they learn nothing, and neither of what is for older ones or for other countries only.
@ApplicationScoped
public class TitleChanges {

    private final CommandBus bus;

    TitleChanges(CommandBus bus) {
        this.bus = bus;
    }

    Uni<Boolean> isFor(Metadata event, Viewpoint viewer) {
        Uni<Boolean> told = viewer.seesAll() ? Uni.createFrom().item(true) : isForViewers(event);
        boolean limited = viewer.country() != null || viewer.maturityLimit() != null;
        return limited
                ? told.chain(yes ->
                        yes ? concerns(event.streamId(), viewer) : Uni.createFrom().item(false))
                : told;
    }

    /// By the title and by all that is above it.
    private Uni<Boolean> concerns(UUID id, Viewpoint viewer) {
        return bus.head(ContentModule.TITLE, id)
                .chain(head -> {
                    if (head == null
                            || !(head.state() instanceof Existing title)
                            || !viewer.isConcernedBy(title.metadata(), title.windows())) {
                        return Uni.createFrom().item(false);
                    }
                    return title.parent() == null
                            ? Uni.createFrom().item(true)
                            : concerns(title.parent(), viewer);
                });
    }

    /// Asks for the title's standing where the event does not say it. The standing asked for is of now, so of a title that
    /// was revised and then withdrawn viewers learn the withdrawal alone.
    private Uni<Boolean> isForViewers(Metadata event) {
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
