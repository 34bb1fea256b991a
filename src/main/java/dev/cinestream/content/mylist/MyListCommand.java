package dev.cinestream.content.mylist;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What one can ask of a list.
public sealed interface MyListCommand {

    /// At its end.
    record ListTitle(UUID title) implements MyListCommand {}

    record UnlistTitle(UUID title) implements MyListCommand {}

    /// @param before the title it comes to stand before; null for the end
    record MoveTitle(UUID title, @Nullable UUID before) implements MyListCommand {}
}
