package dev.cinestream.user.household;

import dev.cinestream.eventsourcing.decider.DeciderKit;
import dev.cinestream.eventsourcing.decider.Personal;
import dev.cinestream.eventsourcing.decider.Rejection.Flaw;
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
import dev.cinestream.user.household.HouseholdEvent.CountrySet;
import dev.cinestream.user.household.HouseholdEvent.HouseholdPinRemoved;
import dev.cinestream.user.household.HouseholdEvent.HouseholdPinSet;
import dev.cinestream.user.household.HouseholdEvent.ProfileChanged;
import dev.cinestream.user.household.HouseholdEvent.ProfileCreated;
import dev.cinestream.user.household.HouseholdEvent.ProfileDeleted;
import dev.cinestream.user.household.HouseholdEvent.ProfilePinRemoved;
import dev.cinestream.user.household.HouseholdEvent.ProfilePinSet;
import dev.cinestream.user.household.HouseholdRejection.HouseholdPinInUse;
import dev.cinestream.user.household.HouseholdRejection.HouseholdPinNeeded;
import dev.cinestream.user.household.HouseholdRejection.InvalidHousehold;
import dev.cinestream.user.household.HouseholdRejection.LastProfile;
import dev.cinestream.user.household.HouseholdRejection.NoSuchProfile;
import dev.cinestream.user.household.HouseholdRejection.ProfileExists;
import dev.cinestream.user.household.HouseholdRejection.TooManyProfiles;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The rules of a household (CS-1).
class HouseholdTest {

    private static final UUID ACCOUNT = new UUID(0, 1);
    private static final UUID ADA = ACCOUNT;
    private static final UUID MIA = new UUID(0, 2);
    private static final int MOST = 3;
    private static final Secret PIN = Secret.of(ACCOUNT, "a hash");
    private static final Secret OTHER_PIN = Secret.of(ACCOUNT, "another hash");

    private static final ProfileSettings ADAS = settings("Ada", 21, false);
    private static final ProfileSettings MIAS = settings("Mia", 6, true);
    private static final HouseholdEvent ADA_THERE = new ProfileCreated(ADA, ADAS);
    private static final HouseholdEvent MIA_THERE = new ProfileCreated(MIA, MIAS);
    private static final HouseholdEvent LOCKED = new HouseholdPinSet(PIN);

    private final DeciderKit<HouseholdCommand, ?, HouseholdEvent, HouseholdRejection> household =
            new DeciderKit<>(UserModule.HOUSEHOLD);

    private static ProfileSettings settings(String name, int maturityLimit, boolean kids) {
        return new ProfileSettings(
                Personal.of(ACCOUNT, name),
                "owl",
                new ProfileLanguages("en", List.of("de", "en"), List.of()),
                maturityLimit,
                kids,
                Playback.USUAL,
                SubtitleStyle.USUAL);
    }

    private static InvalidHousehold flaw(String pointer, String expected) {
        return new InvalidHousehold(List.of(new Flaw(pointer, expected)));
    }

    @Nested
    class When_nobody_watches {

        @Test
        void the_first_profile_is_made() {
            household.given(List.of()).when(new OpenHousehold(ADA, ADAS)).then(ADA_THERE);
        }

        @Test
        void the_first_profile_is_not_for_kids() {
            household
                    .given(List.of())
                    .when(new OpenHousehold(ADA, MIAS))
                    .thenRejected(new HouseholdPinNeeded());
        }

        @Test
        void a_country_may_be_said_already() {
            household.given(List.of()).when(new SetCountry("ES")).then(new CountrySet("ES"));
        }

        @Test
        void a_profile_of_nobody_is_not_changed() {
            household
                    .given(List.of())
                    .when(new ChangeProfile(ADA, ADAS))
                    .thenRejected(new NoSuchProfile());
        }

        @Test
        void a_pin_may_be_set_already() {
            household.given(List.of()).when(new SetHouseholdPin(PIN)).then(LOCKED);
        }
    }

    @Nested
    class When_somebody_watches {

        @Test
        void it_is_opened_once() {
            household.given(List.of(ADA_THERE)).when(new OpenHousehold(MIA, MIAS)).thenNothing();
        }

        @Test
        void another_joins() {
            household
                    .given(List.of(ADA_THERE))
                    .when(new CreateProfile(MIA, settings("Mia", 12, false), MOST))
                    .then(new ProfileCreated(MIA, settings("Mia", 12, false)));
        }

        @Test
        void there_are_no_more_than_the_plan_has() {
            List<HouseholdEvent> full =
                    Stream.of(1, 2, 3)
                            .<HouseholdEvent>map(i -> new ProfileCreated(new UUID(0, i), ADAS))
                            .toList();
            household
                    .given(full)
                    .when(new CreateProfile(new UUID(0, 9), ADAS, MOST))
                    .thenRejected(new TooManyProfiles(MOST));
        }

        @Test
        void those_beyond_a_smaller_plan_stay_and_may_be_changed() {
            household
                    .given(List.of(ADA_THERE, new ProfileCreated(MIA, ADAS)))
                    .when(new ChangeProfile(MIA, settings("Mia", 16, false)))
                    .then(new ProfileChanged(MIA, settings("Mia", 16, false)));
        }

        @Test
        void an_id_is_taken_once() {
            household
                    .given(List.of(ADA_THERE))
                    .when(new CreateProfile(ADA, MIAS, MOST))
                    .thenRejected(new ProfileExists());
        }

        @Test
        void what_is_so_already_does_not_happen() {
            household.given(List.of(ADA_THERE)).when(new ChangeProfile(ADA, ADAS)).thenNothing();
        }

        @Test
        void the_last_one_stays() {
            household
                    .given(List.of(ADA_THERE))
                    .when(new DeleteProfile(ADA))
                    .thenRejected(new LastProfile());
        }

        @Test
        void one_of_two_goes() {
            household
                    .given(List.of(ADA_THERE, new ProfileCreated(MIA, ADAS)))
                    .when(new DeleteProfile(MIA))
                    .then(new ProfileDeleted(MIA));
        }

        @Test
        void what_is_wrong_with_a_profile_is_told_with_its_place() {
            var wrong =
                    new ProfileSettings(
                            Personal.of(ACCOUNT, " "),
                            "dragon",
                            new ProfileLanguages(
                                    "en", List.of("de", "en_US"), Collections.nCopies(21, "en")),
                            22,
                            false,
                            Playback.USUAL,
                            SubtitleStyle.USUAL);
            household
                    .given(List.of(ADA_THERE))
                    .when(new ChangeProfile(ADA, wrong))
                    .thenRejected(
                            new InvalidHousehold(
                                    List.of(
                                            new Flaw(
                                                    "/name",
                                                    "must have 1 to 40 characters, none of them control characters"),
                                            new Flaw(
                                                    "/avatar",
                                                    "must be one of "
                                                            + String.join(
                                                                    ", ", ProfileRules.AVATARS)),
                                            new Flaw(
                                                    "/languages/audio/1",
                                                    "must be a BCP 47 language tag such as en or pt-BR"),
                                            new Flaw("/languages/subtitles", "at most 20"),
                                            new Flaw("/maturityLimit", "must be from 0 to 21"))));
        }

        @Test
        void where_it_watches_is_said() {
            household
                    .given(List.of(ADA_THERE))
                    .when(new SetCountry("ES"))
                    .then(new CountrySet("ES"));
        }

        @Test
        void what_is_no_country_is_refused() {
            household
                    .given(List.of(ADA_THERE))
                    .when(new SetCountry("es"))
                    .thenRejected(
                            flaw(
                                    "/country",
                                    "must be an ISO 3166-1 country in two capitals, for example ES"));
        }
    }

    @Nested
    class When_it_has_no_pin {

        @Test
        void there_are_no_kids_profiles() {
            household
                    .given(List.of(ADA_THERE))
                    .when(new CreateProfile(MIA, MIAS, MOST))
                    .thenRejected(new HouseholdPinNeeded());
        }

        @Test
        void no_profile_becomes_one_for_kids() {
            household
                    .given(List.of(ADA_THERE))
                    .when(new ChangeProfile(ADA, MIAS))
                    .thenRejected(new HouseholdPinNeeded());
        }

        @Test
        void no_profile_is_locked() {
            household
                    .given(List.of(ADA_THERE))
                    .when(new SetProfilePin(ADA, PIN))
                    .thenRejected(new HouseholdPinNeeded());
        }
    }

    @Nested
    class When_it_has_a_pin {

        @Test
        void kids_may_watch() {
            household
                    .given(List.of(ADA_THERE, LOCKED))
                    .when(new CreateProfile(MIA, MIAS, MOST))
                    .then(MIA_THERE);
        }

        @Test
        void no_kid_is_older_than_twelve() {
            household
                    .given(List.of(ADA_THERE, LOCKED))
                    .when(new CreateProfile(MIA, settings("Mia", 13, true), MOST))
                    .thenRejected(flaw("/maturityLimit", "must be from 0 to 12 for kids"));
        }

        @Test
        void a_profile_is_locked_and_unlocked() {
            var locked =
                    household.given(List.of(ADA_THERE, LOCKED)).when(new SetProfilePin(ADA, PIN));
            locked.then(new ProfilePinSet(ADA, PIN));
            household
                    .given(locked.events())
                    .when(new RemoveProfilePin(ADA))
                    .then(new ProfilePinRemoved(ADA));
        }

        @Test
        void it_is_replaced_by_another() {
            household
                    .given(List.of(ADA_THERE, LOCKED, MIA_THERE))
                    .when(new SetHouseholdPin(OTHER_PIN))
                    .then(new HouseholdPinSet(OTHER_PIN));
        }

        @Test
        void it_stays_while_there_are_kids() {
            household
                    .given(List.of(ADA_THERE, LOCKED, MIA_THERE))
                    .when(new RemoveHouseholdPin())
                    .thenRejected(new HouseholdPinInUse());
        }

        @Test
        void it_stays_while_a_profile_is_locked() {
            household
                    .given(List.of(ADA_THERE, LOCKED, new ProfilePinSet(ADA, PIN)))
                    .when(new RemoveHouseholdPin())
                    .thenRejected(new HouseholdPinInUse());
        }

        @Test
        void it_goes_when_nothing_rests_on_it() {
            household
                    .given(List.of(ADA_THERE, LOCKED, MIA_THERE, new ProfileDeleted(MIA)))
                    .when(new RemoveHouseholdPin())
                    .then(new HouseholdPinRemoved());
        }
    }
}
