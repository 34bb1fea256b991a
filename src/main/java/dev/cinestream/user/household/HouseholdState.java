package dev.cinestream.user.household;

import dev.cinestream.eventsourcing.decider.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Who watches with an account.
///
/// @param profiles in the order they were made; none before the account is confirmed
/// @param pin a keyed hash; null while nothing is locked
/// @param country ISO 3166-1 alpha-2; null while it is not known
public record HouseholdState(
        List<Profile> profiles, @Nullable Secret pin, @Nullable String country) {

    public static final HouseholdState EMPTY = new HouseholdState(List.of(), null, null);

    public HouseholdState {
        profiles = List.copyOf(profiles);
    }

    public Optional<Profile> profile(UUID id) {
        return profiles.stream().filter(profile -> profile.id().equals(id)).findFirst();
    }

    HouseholdState withPin(@Nullable Secret other) {
        return new HouseholdState(profiles, other, country);
    }

    HouseholdState withCountry(String other) {
        return new HouseholdState(profiles, pin, other);
    }

    HouseholdState with(Profile another) {
        List<Profile> all = new ArrayList<>(profiles);
        all.add(another);
        return new HouseholdState(all, pin, country);
    }

    HouseholdState without(UUID id) {
        return new HouseholdState(
                profiles.stream().filter(profile -> !profile.id().equals(id)).toList(),
                pin,
                country);
    }

    HouseholdState changing(UUID id, UnaryOperator<Profile> change) {
        return new HouseholdState(
                profiles.stream()
                        .map(profile -> profile.id().equals(id) ? change.apply(profile) : profile)
                        .toList(),
                pin,
                country);
    }
}
