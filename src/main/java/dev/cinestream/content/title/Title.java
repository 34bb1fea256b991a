package dev.cinestream.content.title;

import dev.cinestream.content.AvailabilityWindow;
import dev.cinestream.content.TitleKind;
import dev.cinestream.content.TitleMetadata;
import dev.cinestream.content.title.TitleCommand.DraftTitle;
import dev.cinestream.content.title.TitleCommand.PublishTitle;
import dev.cinestream.content.title.TitleCommand.ReinstateTitle;
import dev.cinestream.content.title.TitleCommand.ReviseTitle;
import dev.cinestream.content.title.TitleCommand.ScheduleAvailability;
import dev.cinestream.content.title.TitleCommand.WithdrawTitle;
import dev.cinestream.content.title.TitleEvent.AvailabilityScheduled;
import dev.cinestream.content.title.TitleEvent.TitleDrafted;
import dev.cinestream.content.title.TitleEvent.TitlePublished;
import dev.cinestream.content.title.TitleEvent.TitleReinstated;
import dev.cinestream.content.title.TitleEvent.TitleRevised;
import dev.cinestream.content.title.TitleEvent.TitleWithdrawn;
import dev.cinestream.content.title.TitleState.Existing;
import dev.cinestream.content.title.TitleState.None;
import dev.cinestream.content.title.TitleState.Standing;
import dev.cinestream.eventsourcing.decider.Decider;
import dev.cinestream.eventsourcing.decider.Decision;
import dev.cinestream.eventsourcing.decider.Rejection.Flaw;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing in the catalog: a movie, a series, a season or an episode.
///
/// ```
/// none ──draft──▶ DRAFT ──publish──▶ PUBLISHED
///                  ▲ └──withdraw──┐      │ withdraw
///                  └──reinstate── WITHDRAWN ◀┘
/// ```
///
/// Invariants:
/// 1. A season lies under a series and an episode under a season; a movie and a series stand alone.
/// 2. Nothing is published without a name, an age rating and a language.
/// 3. Nothing is drafted or published under a withdrawn title.
/// 4. A withdrawn title is not changed before it is reinstated.
public final class Title implements Decider<TitleCommand, TitleState, TitleEvent, TitleRejection> {

    @Override
    public TitleState initial() {
        return new None();
    }

    @Override
    public Decision<TitleEvent, TitleRejection> decide(TitleCommand command, TitleState state) {
        return switch (command) {
            case DraftTitle draft -> decideDraft(draft, state);
            case ReviseTitle(TitleMetadata metadata) ->
                    existing(state, title -> decideRevise(metadata, title));
            case ScheduleAvailability(List<AvailabilityWindow> windows) ->
                    existing(state, title -> decideSchedule(windows, title));
            case PublishTitle(ParentFacts parent) ->
                    existing(state, title -> decidePublish(parent, title));
            case WithdrawTitle withdraw ->
                    existing(state, title -> decideWithdraw(withdraw, title));
            case ReinstateTitle() -> existing(state, Title::decideReinstate);
        };
    }

    private static Decision<TitleEvent, TitleRejection> decideDraft(
            DraftTitle draft, TitleState state) {
        if (state instanceof Existing) {
            return Decision.reject(new TitleRejection.TitleExists());
        }
        List<Flaw> flaws = TitleRules.flawsOf("/metadata", draft.metadata());
        TitleRules.checkNumber(draft.kind(), draft.number(), flaws);
        if (!flaws.isEmpty()) {
            return Decision.reject(new TitleRejection.InvalidTitle(flaws));
        }
        ParentFacts parent = draft.parent();
        TitleKind actual = parent == null ? null : parent.kind();
        boolean fits =
                draft.kind().parent() == null ? parent == null : draft.kind().parent() == actual;
        if (!fits) {
            return Decision.reject(new TitleRejection.WrongParent(draft.kind(), actual));
        }
        if (isWithdrawn(parent)) {
            return Decision.reject(new TitleRejection.ParentWithdrawn());
        }
        return Decision.accept(
                new TitleDrafted(
                        draft.kind(),
                        parent == null ? null : parent.id(),
                        draft.number(),
                        draft.metadata()));
    }

    private static Decision<TitleEvent, TitleRejection> decideRevise(
            TitleMetadata metadata, Existing title) {
        if (title.standing() == Standing.WITHDRAWN) {
            return Decision.reject(new TitleRejection.Withdrawn());
        }
        List<Flaw> flaws = TitleRules.flawsOf("", metadata);
        if (!flaws.isEmpty()) {
            return Decision.reject(new TitleRejection.InvalidTitle(flaws));
        }
        if (title.standing() == Standing.PUBLISHED && !missing(metadata).isEmpty()) {
            return Decision.reject(new TitleRejection.NotPublishable(missing(metadata)));
        }
        return metadata.equals(title.metadata())
                ? Decision.accept()
                : Decision.accept(new TitleRevised(metadata));
    }

    private static Decision<TitleEvent, TitleRejection> decideSchedule(
            List<AvailabilityWindow> windows, Existing title) {
        if (title.standing() == Standing.WITHDRAWN) {
            return Decision.reject(new TitleRejection.Withdrawn());
        }
        List<Flaw> flaws = TitleRules.flawsOf(windows);
        if (!flaws.isEmpty()) {
            return Decision.reject(new TitleRejection.InvalidTitle(flaws));
        }
        return windows.equals(title.windows())
                ? Decision.accept()
                : Decision.accept(new AvailabilityScheduled(windows));
    }

    private static Decision<TitleEvent, TitleRejection> decidePublish(
            @Nullable ParentFacts parent, Existing title) {
        return switch (title.standing()) {
            case PUBLISHED -> Decision.accept();
            case WITHDRAWN -> Decision.reject(new TitleRejection.Withdrawn());
            case DRAFT -> {
                List<String> missing = missing(title.metadata());
                if (!missing.isEmpty()) {
                    yield Decision.reject(new TitleRejection.NotPublishable(missing));
                }
                yield isWithdrawn(parent)
                        ? Decision.reject(new TitleRejection.ParentWithdrawn())
                        : Decision.accept(new TitlePublished());
            }
        };
    }

    private static Decision<TitleEvent, TitleRejection> decideWithdraw(
            WithdrawTitle withdraw, Existing title) {
        if (title.standing() == Standing.WITHDRAWN) {
            return Decision.accept();
        }
        List<Flaw> flaws = TitleRules.flawsOfReason(withdraw.reason());
        return flaws.isEmpty()
                ? Decision.accept(new TitleWithdrawn(withdraw.reason(), withdraw.becauseOf()))
                : Decision.reject(new TitleRejection.InvalidTitle(flaws));
    }

    private static Decision<TitleEvent, TitleRejection> decideReinstate(Existing title) {
        return title.standing() == Standing.WITHDRAWN
                ? Decision.accept(new TitleReinstated())
                : Decision.accept();
    }

    @Override
    public TitleState evolve(TitleState state, TitleEvent event) {
        return switch (event) {
            case TitleDrafted(var kind, var parent, var number, var metadata) ->
                    new Existing(Standing.DRAFT, kind, parent, number, metadata, List.of());
            case TitleRevised(var metadata) -> title(state, event).with(metadata);
            case AvailabilityScheduled(var windows) -> title(state, event).with(windows);
            case TitlePublished() -> title(state, event).with(Standing.PUBLISHED);
            case TitleWithdrawn _ -> title(state, event).with(Standing.WITHDRAWN);
            case TitleReinstated() -> title(state, event).with(Standing.DRAFT);
        };
    }

    private interface OnTitle {
        Decision<TitleEvent, TitleRejection> decide(Existing title);
    }

    private static Decision<TitleEvent, TitleRejection> existing(TitleState state, OnTitle then) {
        return switch (state) {
            case None() -> Decision.reject(new TitleRejection.NoSuchTitle());
            case Existing title -> then.decide(title);
        };
    }

    private static Existing title(TitleState state, TitleEvent event) {
        if (state instanceof Existing title) {
            return title;
        }
        throw new IllegalStateException(event.getClass().getSimpleName() + " before TitleDrafted");
    }

    private static boolean isWithdrawn(@Nullable ParentFacts parent) {
        return parent != null && parent.withdrawn();
    }

    private static List<String> missing(TitleMetadata metadata) {
        List<String> missing = new ArrayList<>();
        if (metadata.texts().isEmpty()) {
            missing.add("/metadata/texts");
        }
        if (metadata.ageRating() == null) {
            missing.add("/metadata/ageRating");
        }
        if (metadata.originalLanguage() == null) {
            missing.add("/metadata/originalLanguage");
        }
        return missing;
    }
}
