package dev.cinestream.user.household;

import dev.cinestream.eventsourcing.decider.Secret;
import java.util.UUID;

/// What happens to a household.
public sealed interface HouseholdEvent {

    record ProfileCreated(UUID profile, ProfileSettings settings) implements HouseholdEvent {}

    record ProfileChanged(UUID profile, ProfileSettings settings) implements HouseholdEvent {}

    record ProfileDeleted(UUID profile) implements HouseholdEvent {}

    record ProfilePinSet(UUID profile, Secret pin) implements HouseholdEvent {}

    record ProfilePinRemoved(UUID profile) implements HouseholdEvent {}

    record HouseholdPinSet(Secret pin) implements HouseholdEvent {}

    record HouseholdPinRemoved() implements HouseholdEvent {}

    /// @param country ISO 3166-1 alpha-2
    record CountrySet(String country) implements HouseholdEvent {}
}
