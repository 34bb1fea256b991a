package dev.cinestream.eventsourcing.privacy;

import javax.crypto.SecretKey;

/// What is known of a person's key.
public sealed interface SubjectKey {

    /// It is there.
    record Present(SecretKey key) implements SubjectKey {
        @Override
        public String toString() {
            return "Present"; // a key never ends up in a log
        }
    }

    /// It was erased: what it encrypted reads as blank, and nothing new may be encrypted for this person.
    record Erased() implements SubjectKey {}
}
