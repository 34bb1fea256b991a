package dev.cinestream.content.mylist;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happens to a list.
public sealed interface MyListEvent {

    /// It stands at the end.
    record TitleListed(UUID title) implements MyListEvent {}

    record TitleUnlisted(UUID title) implements MyListEvent {}

    /// @param before the title it stands before now; null at the end
    record ListedTitleMoved(UUID title, @Nullable UUID before) implements MyListEvent {}
}
