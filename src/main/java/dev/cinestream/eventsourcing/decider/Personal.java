package dev.cinestream.eventsourcing.decider;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A text about a person, inside an event or a state. On its way to disk the engine encrypts it under the person's key;
/// once the key is erased it reads as blank, everywhere and for ever.
///
/// @param subject whom it is about
/// @param text the clear text; null once the person was erased
public record Personal(UUID subject, @Nullable String text) {

    public static Personal of(UUID subject, String text) {
        return new Personal(subject, text);
    }

    public boolean erased() {
        return text == null;
    }

    @Override
    public String toString() {
        return "Personal[subject=" + subject + "]"; // never the text: this ends up in logs
    }
}
