package dev.cinestream.content.title;

import dev.cinestream.content.TitleKind;
import dev.cinestream.content.title.TitleState.Existing;
import dev.cinestream.content.title.TitleState.Standing;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of the title above, looked up by whoever sends the command: an aggregate decides from its own state and
/// its command alone. The lookup may be overtaken by a withdrawal; the policy that withdraws what is under a withdrawn title
/// catches up with that.
///
/// @param kind null when it does not exist
public record ParentFacts(UUID id, @Nullable TitleKind kind, boolean withdrawn) {

    public static ParentFacts of(UUID id, TitleState state) {
        return state instanceof Existing title
                ? new ParentFacts(id, title.kind(), title.standing() == Standing.WITHDRAWN)
                : new ParentFacts(id, null, false);
    }
}
