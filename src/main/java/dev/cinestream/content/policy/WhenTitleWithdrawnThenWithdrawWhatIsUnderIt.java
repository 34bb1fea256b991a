package dev.cinestream.content.policy;

import dev.cinestream.content.ContentModule;
import dev.cinestream.content.readmodel.TitlesUnder;
import dev.cinestream.content.title.TitleCommand.WithdrawTitle;
import dev.cinestream.content.title.TitleEvent;
import dev.cinestream.content.title.TitleEvent.AvailabilityScheduled;
import dev.cinestream.content.title.TitleEvent.TitleDrafted;
import dev.cinestream.content.title.TitleEvent.TitlePublished;
import dev.cinestream.content.title.TitleEvent.TitleReinstated;
import dev.cinestream.content.title.TitleEvent.TitleRevised;
import dev.cinestream.content.title.TitleEvent.TitleWithdrawn;
import dev.cinestream.content.title.TitleState.Existing;
import dev.cinestream.content.title.TitleState.Standing;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.process.AddressedCommand;
import dev.cinestream.eventsourcing.process.Policy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A withdrawn series takes its seasons with it, and each of those its episodes, since their withdrawals are reacted to in
/// turn.
///
/// A title and the one above it are decided apart, so a season may be drafted (or taken back into draft) just when its series
/// is withdrawn. Neither is then missed: the one reaction reads the index when that knows all that is committed by then, the
/// other reads the series after the index knows the season. Whichever comes later sees the other. A publication needs no
/// look of its own: what is under a withdrawn title is withdrawn as a draft, too, and a withdrawn title refuses to be
/// published.
///
/// When the title above was reinstated before its withdrawal is reacted to, only what was there at the withdrawal goes.
@ApplicationScoped
public class WhenTitleWithdrawnThenWithdrawWhatIsUnderIt implements Policy {

    private static final String ABOVE_IS_WITHDRAWN = "The title above is withdrawn.";

    private final CommandBus bus;
    private final TitlesUnder titlesUnder;

    public WhenTitleWithdrawnThenWithdrawWhatIsUnderIt(CommandBus bus, TitlesUnder titlesUnder) {
        this.bus = bus;
        this.titlesUnder = titlesUnder;
    }

    @Override
    public String name() {
        return "withdrawal_of_what_is_under";
    }

    @Override
    public List<String> categories() {
        return List.of(ContentModule.TITLE.category());
    }

    @Override
    public Uni<List<AddressedCommand<?, ?, ?, ?>>> react(Envelope<?> envelope) {
        Metadata about = envelope.metadata();
        return switch ((TitleEvent) envelope.event()) {
            case TitleWithdrawn(String reason, _) -> withdrawWhatIsUnder(about, reason);
            case TitleDrafted drafted -> withdrawUnderWithdrawn(about, drafted.parent());
            case TitleReinstated() ->
                    title(about.streamId())
                            .chain(title ->
                                    withdrawUnderWithdrawn(
                                            about, title.map(Existing::parent).orElse(null)));
            case TitleRevised _, AvailabilityScheduled _, TitlePublished _ -> nothing();
        };
    }

    private Uni<List<AddressedCommand<?, ?, ?, ?>>> withdrawWhatIsUnder(
            Metadata withdrawal, String reason) {
        UUID above = withdrawal.streamId();
        return title(above)
                .chain(title ->
                        title.filter(there -> there.kind().isAboveOthers()).isPresent()
                                ? withdrawWhatIsUnder(withdrawal, reason, above)
                                : nothing());
    }

    private Uni<List<AddressedCommand<?, ?, ?, ?>>> withdrawWhatIsUnder(
            Metadata withdrawal, String reason, UUID above) {
        return titlesUnder
                .knowingAll()
                .chain(() -> title(above))
                .chain(title ->
                        titlesUnder
                                .of(above)
                                .map(children ->
                                        children.stream()
                                                .filter(child ->
                                                        isWithdrawn(title)
                                                                || child.draftedAt()
                                                                        .isBefore(
                                                                                withdrawal
                                                                                        .recordedAt()))
                                                .<AddressedCommand<?, ?, ?, ?>>map(child ->
                                                        withdraw(child.id(), reason, above))
                                                .toList()));
    }

    private Uni<List<AddressedCommand<?, ?, ?, ?>>> withdrawUnderWithdrawn(
            Metadata appearance, @Nullable UUID above) {
        if (above == null) {
            return nothing();
        }
        return titlesUnder
                .knowing(appearance.token())
                .chain(() -> title(above))
                .map(title ->
                        isWithdrawn(title)
                                ? List.of(
                                        withdraw(appearance.streamId(), ABOVE_IS_WITHDRAWN, above))
                                : List.of());
    }

    private Uni<Optional<Existing>> title(UUID id) {
        return bus.head(ContentModule.TITLE, id)
                .map(head ->
                        head != null && head.state() instanceof Existing title
                                ? Optional.of(title)
                                : Optional.empty());
    }

    private static boolean isWithdrawn(Optional<Existing> title) {
        return title.filter(there -> there.standing() == Standing.WITHDRAWN).isPresent();
    }

    private static AddressedCommand<?, ?, ?, ?> withdraw(UUID id, String reason, UUID above) {
        return AddressedCommand.of(ContentModule.TITLE, id, new WithdrawTitle(reason, above));
    }

    private static Uni<List<AddressedCommand<?, ?, ?, ?>>> nothing() {
        return Uni.createFrom().item(List.of());
    }
}
