package dev.cinestream.eventsourcing.decider;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A [Personal] text that is nobody's to see, not even support's: a password's hash, for example. Rules and adapters may use
/// it; whatever is written for eyes shows that it is there, and no more.
public record Secret(Personal value) {

    public static Secret of(UUID subject, String text) {
        return new Secret(Personal.of(subject, text));
    }

    public @Nullable String text() {
        return value.text();
    }
}
