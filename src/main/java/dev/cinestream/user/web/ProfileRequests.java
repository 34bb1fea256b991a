package dev.cinestream.user.web;

import dev.cinestream.eventsourcing.decider.Personal;
import dev.cinestream.user.household.Playback;
import dev.cinestream.user.household.Profile;
import dev.cinestream.user.household.ProfileLanguages;
import dev.cinestream.user.household.ProfileRules;
import dev.cinestream.user.household.ProfileSettings;
import dev.cinestream.user.household.SubtitleStyle;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What customers send and get about who watches. PINs are written to no log.
public final class ProfileRequests {

    private ProfileRequests() {}

    @Schema(name = "ProfileSettings", description = "What a profile is like, whole")
    public record ProfileBody(
            @Schema(description = "1 to 40 characters") String name,
            @Schema(
                            description =
                                    "One of those that GET /v1/household lists; the first when absent")
                    @Nullable String avatar,
            ProfileLanguages languages,
            @Schema(description = "Titles for older ones are not there; 0 to 21, for kids to 12")
                    int maturityLimit,
            @Schema(description = "It is left with the household's PIN only") boolean kids,
            @Nullable Playback playback,
            @Nullable SubtitleStyle subtitles) {

        ProfileSettings of(UUID account) {
            return new ProfileSettings(
                    Personal.of(account, name),
                    avatar == null ? ProfileRules.AVATARS.getFirst() : avatar,
                    languages,
                    maturityLimit,
                    kids,
                    playback == null ? Playback.USUAL : playback,
                    subtitles == null ? SubtitleStyle.USUAL : subtitles);
        }
    }

    @Schema(name = "Profile", description = "Somebody who watches")
    public record ProfileView(
            UUID id,
            @Nullable String name,
            String avatar,
            ProfileLanguages languages,
            int maturityLimit,
            boolean kids,
            Playback playback,
            SubtitleStyle subtitles,
            @Schema(description = "Whether it is entered with a PIN only") boolean locked,
            @Schema(description = "Whether it is the one of this request's token")
                    boolean current) {

        static ProfileView of(Profile profile, @Nullable UUID current) {
            ProfileSettings settings = profile.settings();
            return new ProfileView(
                    profile.id(),
                    settings.name().text(),
                    settings.avatar(),
                    settings.languages(),
                    settings.maturityLimit(),
                    settings.kids(),
                    settings.playback(),
                    settings.subtitles(),
                    profile.pin() != null,
                    profile.id().equals(current));
        }
    }

    @Schema(name = "Profiles", description = "All who watch with an account")
    public record ProfileList(List<ProfileView> items) {}

    @Schema(name = "Household", description = "What holds for all who watch with an account")
    public record HouseholdView(
            @Schema(description = "Where it watches; what is available elsewhere only is not there")
                    @Nullable String country,
            @Schema(description = "Whether changes need the household's PIN") boolean locked,
            @Schema(description = "So many profiles it may have") int mostProfiles,
            @Schema(description = "Names of pictures") List<String> avatars) {}

    @Schema(name = "Country")
    public record CountryBody(
            @Schema(description = "ISO 3166-1 alpha-2, for example ES") String country) {}

    @Schema(name = "Pin")
    public record PinBody(@Schema(description = "4 to 8 digits") String pin) {
        @Override
        public String toString() {
            return "PinBody";
        }
    }

    @Schema(name = "HouseholdPin")
    public record HouseholdPinBody(
            @Schema(description = "The account's") String password,
            @Schema(description = "4 to 8 digits") String pin) {
        @Override
        public String toString() {
            return "HouseholdPinBody";
        }
    }

    @Schema(name = "ProfileChoice")
    public record ChoiceBody(
            UUID profile,
            @Schema(
                            description =
                                    "The profile's, when it has one; the household's, when a kids' profile is left for one that has none")
                    @Nullable String pin) {
        @Override
        public String toString() {
            return "ChoiceBody[profile=" + profile + "]";
        }
    }

    @Schema(name = "Watching", description = "For the profile chosen; the refresh token stays")
    public record Watching(
            UUID profile,
            @Schema(description = "For the header Authorization: Bearer …") String accessToken,
            @Schema(description = "Seconds until it must be refreshed") long expiresIn) {
        @Override
        public String toString() {
            return "Watching[profile=" + profile + "]";
        }
    }
}
