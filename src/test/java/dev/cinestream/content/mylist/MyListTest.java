package dev.cinestream.content.mylist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.Seeded;
import dev.cinestream.content.ContentModule;
import dev.cinestream.content.mylist.MyListCommand.ListTitle;
import dev.cinestream.content.mylist.MyListCommand.MoveTitle;
import dev.cinestream.content.mylist.MyListCommand.UnlistTitle;
import dev.cinestream.content.mylist.MyListEvent.ListedTitleMoved;
import dev.cinestream.content.mylist.MyListEvent.TitleListed;
import dev.cinestream.content.mylist.MyListEvent.TitleUnlisted;
import dev.cinestream.eventsourcing.decider.DeciderKit;
import dev.cinestream.eventsourcing.decider.Decision;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The rules of a profile's list (CS-2).
class MyListTest {

    private static final UUID A = new UUID(1, 1);
    private static final UUID B = new UUID(2, 2);
    private static final UUID C = new UUID(3, 3);
    private static final UUID D = new UUID(4, 4);
    private static final List<MyListEvent> ABC =
            List.of(new TitleListed(A), new TitleListed(B), new TitleListed(C));

    private final DeciderKit<MyListCommand, MyListState, MyListEvent, MyListRejection> list =
            new DeciderKit<>(ContentModule.MY_LIST);

    @Test
    void a_title_is_listed_once_at_the_end() {
        var listed = list.given(ABC).when(new ListTitle(D));
        listed.then(new TitleListed(D));
        assertThat(titles(listed.events())).containsExactly(A, B, C, D);
        list.given(ABC).when(new ListTitle(A)).thenNothing();
    }

    @Test
    void a_list_holds_500() {
        List<MyListEvent> full =
                IntStream.range(0, 500)
                        .<MyListEvent>mapToObj(i -> new TitleListed(new UUID(9, i)))
                        .toList();
        MyListState state = new Decided().state(full);
        assertThat(new MyList().decide(new ListTitle(A), state))
                .isEqualTo(Decision.reject(new MyListRejection.ListFull(500)));
        assertThat(new MyList().decide(new ListTitle(new UUID(9, 7)), state))
                .isEqualTo(Decision.accept());
        list.given(full.subList(0, 20)).when(new ListTitle(A)).then(new TitleListed(A));
    }

    @Test
    void a_title_is_taken_off_once() {
        var taken = list.given(ABC).when(new UnlistTitle(B));
        taken.then(new TitleUnlisted(B));
        assertThat(titles(taken.events())).containsExactly(A, C);
        list.given(taken.events()).when(new UnlistTitle(B)).thenNothing();
    }

    @Test
    void a_title_moves_before_another_or_to_the_end() {
        var first = list.given(ABC).when(new MoveTitle(C, A));
        first.then(new ListedTitleMoved(C, A));
        assertThat(titles(first.events())).containsExactly(C, A, B);
        var last = list.given(ABC).when(new MoveTitle(A, null));
        last.then(new ListedTitleMoved(A, null));
        assertThat(titles(last.events())).containsExactly(B, C, A);
    }

    @Test
    void where_it_stands_already_nothing_moves() {
        list.given(ABC).when(new MoveTitle(A, B)).thenNothing();
        list.given(ABC).when(new MoveTitle(C, null)).thenNothing();
    }

    @Test
    void only_what_is_listed_moves_and_only_before_what_is_listed() {
        list.given(ABC).when(new MoveTitle(D, A)).thenRejected(new MyListRejection.NotListed());
        list.given(ABC).when(new MoveTitle(A, D)).thenRejected(new MyListRejection.NoSuchPlace());
        list.given(ABC).when(new MoveTitle(A, A)).thenRejected(new MyListRejection.NoSuchPlace());
    }

    @Test
    void whatever_is_asked_a_title_stands_there_once_and_none_is_lost_by_moving() {
        Seeded.forSeeds(
                200,
                seeded -> {
                    MyListState state = new MyListState(List.of());
                    for (int i = 0; i < 60; i++) {
                        UUID title = new UUID(0, seeded.below(8));
                        UUID other = seeded.oneIn(4) ? null : new UUID(0, seeded.below(8));
                        MyListCommand command =
                                seeded.oneOf(
                                        new ListTitle(title),
                                        new UnlistTitle(title),
                                        new MoveTitle(title, other));
                        MyListState next = new Decided().after(command, state);
                        assertThat(next.titles()).doesNotHaveDuplicates();
                        if (command instanceof MoveTitle) {
                            assertThat(next.titles())
                                    .containsExactlyInAnyOrderElementsOf(state.titles());
                        }
                        state = next;
                    }
                });
    }

    private static List<UUID> titles(List<MyListEvent> events) {
        return new Decided().state(events).titles();
    }

    /// A list without the kit, which checks a long one for long.
    private static final class Decided {
        private final MyList rules = new MyList();

        MyListState state(List<MyListEvent> events) {
            return rules.evolve(rules.initial(), events);
        }

        MyListState after(MyListCommand command, MyListState state) {
            return rules.decide(command, state)
                            instanceof Decision.Accepted<MyListEvent, MyListRejection>(var events)
                    ? rules.evolve(state, events)
                    : state;
        }
    }
}
