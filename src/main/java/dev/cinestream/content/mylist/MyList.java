package dev.cinestream.content.mylist;

import dev.cinestream.content.mylist.MyListCommand.ListTitle;
import dev.cinestream.content.mylist.MyListCommand.MoveTitle;
import dev.cinestream.content.mylist.MyListCommand.UnlistTitle;
import dev.cinestream.content.mylist.MyListEvent.ListedTitleMoved;
import dev.cinestream.content.mylist.MyListEvent.TitleListed;
import dev.cinestream.content.mylist.MyListEvent.TitleUnlisted;
import dev.cinestream.eventsourcing.decider.Decider;
import dev.cinestream.eventsourcing.decider.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The titles that a viewer profile wants to come back to, in the order added unless it moves them.
///
/// Invariants:
/// 1. A title is listed once.
/// 2. A list holds [#MOST] titles, so that it is read and written whole.
public final class MyList
        implements Decider<MyListCommand, MyListState, MyListEvent, MyListRejection> {

    public static final int MOST = 500;

    @Override
    public MyListState initial() {
        return new MyListState(List.of());
    }

    @Override
    public Decision<MyListEvent, MyListRejection> decide(MyListCommand command, MyListState state) {
        return switch (command) {
            case ListTitle(UUID title) -> decideList(title, state);
            case UnlistTitle(UUID title) -> decideUnlist(title, state);
            case MoveTitle(UUID title, UUID before) -> decideMove(title, before, state);
        };
    }

    private static Decision<MyListEvent, MyListRejection> decideList(
            UUID title, MyListState state) {
        if (state.titles().contains(title)) {
            return Decision.accept();
        }
        return state.titles().size() < MOST
                ? Decision.accept(new TitleListed(title))
                : Decision.reject(new MyListRejection.ListFull(MOST));
    }

    private static Decision<MyListEvent, MyListRejection> decideUnlist(
            UUID title, MyListState state) {
        return state.titles().contains(title)
                ? Decision.accept(new TitleUnlisted(title))
                : Decision.accept();
    }

    private static Decision<MyListEvent, MyListRejection> decideMove(
            UUID title, @Nullable UUID before, MyListState state) {
        if (!state.titles().contains(title)) {
            return Decision.reject(new MyListRejection.NotListed());
        }
        if (before != null && (before.equals(title) || !state.titles().contains(before))) {
            return Decision.reject(new MyListRejection.NoSuchPlace());
        }
        return moved(title, before, state).equals(state)
                ? Decision.accept()
                : Decision.accept(new ListedTitleMoved(title, before));
    }

    @Override
    public MyListState evolve(MyListState state, MyListEvent event) {
        return switch (event) {
            case TitleListed(UUID title) -> {
                List<UUID> titles = new ArrayList<>(state.titles());
                titles.add(title);
                yield new MyListState(titles);
            }
            case TitleUnlisted(UUID title) -> without(title, state);
            case ListedTitleMoved(UUID title, UUID before) -> moved(title, before, state);
        };
    }

    private static MyListState without(UUID title, MyListState state) {
        return new MyListState(
                state.titles().stream().filter(each -> !each.equals(title)).toList());
    }

    private static MyListState moved(UUID title, @Nullable UUID before, MyListState state) {
        List<UUID> titles = new ArrayList<>(without(title, state).titles());
        titles.add(before == null ? titles.size() : titles.indexOf(before), title);
        return new MyListState(titles);
    }
}
