package dev.cinestream.user.household;

import dev.cinestream.eventsourcing.decider.Personal;

/// What a profile is like.
///
/// @param avatar one of [ProfileRules#AVATARS]
/// @param maturityLimit in years of age: titles for older ones are not there
/// @param kids it is left with a PIN only
public record ProfileSettings(
        Personal name,
        String avatar,
        ProfileLanguages languages,
        int maturityLimit,
        boolean kids,
        Playback playback,
        SubtitleStyle subtitles) {

    /// Of who is not a child and has chosen nothing yet.
    ///
    /// @param language of the application, BCP 47
    public static ProfileSettings first(Personal name, String language) {
        return new ProfileSettings(
                name,
                ProfileRules.AVATARS.getFirst(),
                ProfileLanguages.of(language),
                ProfileRules.HIGHEST_AGE,
                false,
                Playback.USUAL,
                SubtitleStyle.USUAL);
    }

    /// Whether it lets see the same as the other.
    public boolean isAsOpenAs(ProfileSettings other) {
        return maturityLimit == other.maturityLimit && kids == other.kids;
    }
}
