package dev.cinestream.user.household;

import dev.cinestream.eventsourcing.decider.Secret;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody who watches.
///
/// @param pin a keyed hash; null when everybody in the household may enter
public record Profile(UUID id, ProfileSettings settings, @Nullable Secret pin) {

    Profile withSettings(ProfileSettings changed) {
        return new Profile(id, changed, pin);
    }

    Profile withPin(@Nullable Secret other) {
        return new Profile(id, settings, other);
    }
}
