package dev.cinestream.user.household;

import dev.cinestream.eventsourcing.decider.Decider;
import dev.cinestream.eventsourcing.decider.Decision;
import dev.cinestream.eventsourcing.decider.Rejection.Flaw;
import dev.cinestream.eventsourcing.decider.Secret;
import dev.cinestream.user.household.HouseholdCommand.ChangeProfile;
import dev.cinestream.user.household.HouseholdCommand.CreateProfile;
import dev.cinestream.user.household.HouseholdCommand.DeleteProfile;
import dev.cinestream.user.household.HouseholdCommand.OpenHousehold;
import dev.cinestream.user.household.HouseholdCommand.RemoveHouseholdPin;
import dev.cinestream.user.household.HouseholdCommand.RemoveProfilePin;
import dev.cinestream.user.household.HouseholdCommand.SetCountry;
import dev.cinestream.user.household.HouseholdCommand.SetHouseholdPin;
import dev.cinestream.user.household.HouseholdCommand.SetProfilePin;
import dev.cinestream.user.household.HouseholdEvent.CountrySet;
import dev.cinestream.user.household.HouseholdEvent.HouseholdPinRemoved;
import dev.cinestream.user.household.HouseholdEvent.HouseholdPinSet;
import dev.cinestream.user.household.HouseholdEvent.ProfileChanged;
import dev.cinestream.user.household.HouseholdEvent.ProfileCreated;
import dev.cinestream.user.household.HouseholdEvent.ProfileDeleted;
import dev.cinestream.user.household.HouseholdEvent.ProfilePinRemoved;
import dev.cinestream.user.household.HouseholdEvent.ProfilePinSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// Who watches with an account: its profiles, what locks them, and where it watches. One stream an account, under the
/// account's id, since the number of profiles is limited for all of them together and a PIN of one rests on that of all.
///
/// Invariants:
/// 1. There are never more profiles than the plan has; those that are there when it shrinks stay.
/// 2. Once there is a profile, there is always one.
/// 3. Kids' profiles and PINs of profiles exist only while the household has a PIN: what locks them would be undone by
///    whom they lock out.
/// 4. A kids' profile sees what is for children.
public final class Household
        implements Decider<HouseholdCommand, HouseholdState, HouseholdEvent, HouseholdRejection> {

    @Override
    public HouseholdState initial() {
        return HouseholdState.EMPTY;
    }

    @Override
    public Decision<HouseholdEvent, HouseholdRejection> decide(
            HouseholdCommand command, HouseholdState state) {
        return switch (command) {
            case OpenHousehold open -> decideOpen(open, state);
            case CreateProfile create -> decideCreate(create, state);
            case ChangeProfile(UUID id, ProfileSettings settings) ->
                    on(id, state, profile -> decideChange(profile, settings, state));
            case DeleteProfile(UUID id) -> on(id, state, _ -> decideDelete(id, state));
            case SetProfilePin(UUID id, Secret pin) ->
                    on(id, state, profile -> decidePin(profile, pin, state));
            case RemoveProfilePin(UUID id) ->
                    on(
                            id,
                            state,
                            profile -> happens(profile.pin() != null, new ProfilePinRemoved(id)));
            case SetHouseholdPin(Secret pin) ->
                    happens(!pin.equals(state.pin()), new HouseholdPinSet(pin));
            case RemoveHouseholdPin() -> decideUnlock(state);
            case SetCountry(String country) -> decideCountry(country, state);
        };
    }

    private static Decision<HouseholdEvent, HouseholdRejection> decideOpen(
            OpenHousehold open, HouseholdState state) {
        if (!state.profiles().isEmpty()) {
            return Decision.accept();
        }
        return allowed(open.settings(), state, new ProfileCreated(open.profile(), open.settings()));
    }

    private static Decision<HouseholdEvent, HouseholdRejection> decideCreate(
            CreateProfile create, HouseholdState state) {
        if (state.profile(create.profile()).isPresent()) {
            return Decision.reject(new HouseholdRejection.ProfileExists());
        }
        if (state.profiles().size() >= create.most()) {
            return Decision.reject(new HouseholdRejection.TooManyProfiles(create.most()));
        }
        return allowed(
                create.settings(), state, new ProfileCreated(create.profile(), create.settings()));
    }

    private static Decision<HouseholdEvent, HouseholdRejection> decideChange(
            Profile profile, ProfileSettings settings, HouseholdState state) {
        return settings.equals(profile.settings())
                ? Decision.accept()
                : allowed(settings, state, new ProfileChanged(profile.id(), settings));
    }

    private static Decision<HouseholdEvent, HouseholdRejection> allowed(
            ProfileSettings settings, HouseholdState state, HouseholdEvent then) {
        List<Flaw> flaws = ProfileRules.flawsOf(settings);
        if (!flaws.isEmpty()) {
            return invalid(flaws);
        }
        return settings.kids() && state.pin() == null
                ? Decision.reject(new HouseholdRejection.HouseholdPinNeeded())
                : Decision.accept(then);
    }

    private static Decision<HouseholdEvent, HouseholdRejection> decideDelete(
            UUID id, HouseholdState state) {
        return state.profiles().size() == 1
                ? Decision.reject(new HouseholdRejection.LastProfile())
                : Decision.accept(new ProfileDeleted(id));
    }

    private static Decision<HouseholdEvent, HouseholdRejection> decidePin(
            Profile profile, Secret pin, HouseholdState state) {
        return state.pin() == null
                ? Decision.reject(new HouseholdRejection.HouseholdPinNeeded())
                : happens(!pin.equals(profile.pin()), new ProfilePinSet(profile.id(), pin));
    }

    private static Decision<HouseholdEvent, HouseholdRejection> decideUnlock(HouseholdState state) {
        boolean inUse =
                state.profiles().stream()
                        .anyMatch(profile -> profile.settings().kids() || profile.pin() != null);
        return inUse
                ? Decision.reject(new HouseholdRejection.HouseholdPinInUse())
                : happens(state.pin() != null, new HouseholdPinRemoved());
    }

    private static Decision<HouseholdEvent, HouseholdRejection> decideCountry(
            String country, HouseholdState state) {
        List<Flaw> flaws = ProfileRules.flawsOf(country);
        return flaws.isEmpty()
                ? happens(!country.equals(state.country()), new CountrySet(country))
                : invalid(flaws);
    }

    @Override
    public HouseholdState evolve(HouseholdState state, HouseholdEvent event) {
        return switch (event) {
            case ProfileCreated(UUID id, ProfileSettings settings) ->
                    state.with(new Profile(id, settings, null));
            case ProfileChanged(UUID id, ProfileSettings settings) ->
                    state.changing(id, profile -> profile.withSettings(settings));
            case ProfileDeleted(UUID id) -> state.without(id);
            case ProfilePinSet(UUID id, Secret pin) ->
                    state.changing(id, profile -> profile.withPin(pin));
            case ProfilePinRemoved(UUID id) -> state.changing(id, profile -> profile.withPin(null));
            case HouseholdPinSet(Secret pin) -> state.withPin(pin);
            case HouseholdPinRemoved() -> state.withPin(null);
            case CountrySet(String country) -> state.withCountry(country);
        };
    }

    private static Decision<HouseholdEvent, HouseholdRejection> on(
            UUID id,
            HouseholdState state,
            Function<Profile, Decision<HouseholdEvent, HouseholdRejection>> then) {
        return state.profile(id)
                .map(then)
                .orElseGet(() -> Decision.reject(new HouseholdRejection.NoSuchProfile()));
    }

    /// What is so already does not happen again.
    private static Decision<HouseholdEvent, HouseholdRejection> happens(
            boolean isNew, HouseholdEvent event) {
        return isNew ? Decision.accept(event) : Decision.accept();
    }

    private static Decision<HouseholdEvent, HouseholdRejection> invalid(List<Flaw> flaws) {
        return Decision.reject(new HouseholdRejection.InvalidHousehold(flaws));
    }
}
