package dev.cinestream.user.household;

import dev.cinestream.eventsourcing.decider.Secret;
import java.util.UUID;

/// What one can ask of a household. PINs come as keyed hashes, never in clear.
public sealed interface HouseholdCommand {

    /// Makes the first profile, unless there is one.
    record OpenHousehold(UUID profile, ProfileSettings settings) implements HouseholdCommand {}

    /// @param most profiles that the plan has
    record CreateProfile(UUID profile, ProfileSettings settings, int most)
            implements HouseholdCommand {}

    record ChangeProfile(UUID profile, ProfileSettings settings) implements HouseholdCommand {}

    record DeleteProfile(UUID profile) implements HouseholdCommand {}

    record SetProfilePin(UUID profile, Secret pin) implements HouseholdCommand {}

    record RemoveProfilePin(UUID profile) implements HouseholdCommand {}

    record SetHouseholdPin(Secret pin) implements HouseholdCommand {}

    record RemoveHouseholdPin() implements HouseholdCommand {}

    record SetCountry(String country) implements HouseholdCommand {}
}
