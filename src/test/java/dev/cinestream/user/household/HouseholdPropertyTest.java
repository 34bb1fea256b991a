package dev.cinestream.user.household;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.Seeded;
import dev.cinestream.eventsourcing.decider.DeciderKit;
import dev.cinestream.eventsourcing.decider.Personal;
import dev.cinestream.eventsourcing.decider.Secret;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.household.HouseholdCommand.ChangeProfile;
import dev.cinestream.user.household.HouseholdCommand.CreateProfile;
import dev.cinestream.user.household.HouseholdCommand.DeleteProfile;
import dev.cinestream.user.household.HouseholdCommand.OpenHousehold;
import dev.cinestream.user.household.HouseholdCommand.RemoveHouseholdPin;
import dev.cinestream.user.household.HouseholdCommand.RemoveProfilePin;
import dev.cinestream.user.household.HouseholdCommand.SetCountry;
import dev.cinestream.user.household.HouseholdCommand.SetHouseholdPin;
import dev.cinestream.user.household.HouseholdCommand.SetProfilePin;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Whatever a household does in whatever order, what locks its children in holds (CS-1).
class HouseholdPropertyTest {

    private static final UUID ACCOUNT = new UUID(0, 1);
    private static final int MOST = 3;
    private final DeciderKit<HouseholdCommand, HouseholdState, HouseholdEvent, HouseholdRejection>
            kit = new DeciderKit<>(UserModule.HOUSEHOLD);

    @Test
    void the_invariants_hold_at_all_times() {
        Seeded.forSeeds(
                200,
                seeded -> {
                    List<HouseholdEvent> events = List.of();
                    for (int i = 0; i < 25; i++) {
                        HouseholdState before = state(events);
                        events = kit.given(events).when(command(seeded)).events();
                        holds(before, state(events));
                    }
                });
    }

    private static void holds(HouseholdState before, HouseholdState after) {
        assertThat(after.profiles().size()).isLessThanOrEqualTo(MOST);
        assertThat(after.profiles().stream().map(Profile::id)).doesNotHaveDuplicates();
        if (!before.profiles().isEmpty()) {
            assertThat(after.profiles()).isNotEmpty();
        }
        for (Profile profile : after.profiles()) {
            if (profile.settings().kids()) {
                assertThat(after.pin()).isNotNull();
                assertThat(profile.settings().maturityLimit())
                        .isLessThanOrEqualTo(ProfileRules.HIGHEST_AGE_OF_KIDS);
            }
            if (profile.pin() != null) {
                assertThat(after.pin()).isNotNull();
            }
        }
    }

    private static HouseholdState state(List<HouseholdEvent> events) {
        return new Household().evolve(HouseholdState.EMPTY, events);
    }

    private static HouseholdCommand command(Seeded seeded) {
        UUID profile = new UUID(7, seeded.below(5));
        Secret pin = Secret.of(ACCOUNT, seeded.oneOf("one hash", "another"));
        return switch (seeded.below(10)) {
            case 0 -> new OpenHousehold(profile, settings(seeded));
            case 1, 2 -> new CreateProfile(profile, settings(seeded), MOST);
            case 3 -> new ChangeProfile(profile, settings(seeded));
            case 4 -> new DeleteProfile(profile);
            case 5 -> new SetProfilePin(profile, pin);
            case 6 -> new RemoveProfilePin(profile);
            case 7 -> new SetHouseholdPin(pin);
            case 8 -> new RemoveHouseholdPin();
            default -> new SetCountry(seeded.oneOf("ES", "FR", "XX"));
        };
    }

    private static ProfileSettings settings(Seeded seeded) {
        return new ProfileSettings(
                Personal.of(ACCOUNT, seeded.oneOf("Ada", "Mia", "")),
                seeded.oneOf("owl", "fox"),
                new ProfileLanguages("en", seeded.listOf(2, () -> "de"), List.of()),
                seeded.oneOf(0, 6, 12, 16, 21),
                seeded.oneIn(2),
                Playback.USUAL,
                SubtitleStyle.USUAL);
    }
}
