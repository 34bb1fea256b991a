package dev.cinestream.user.household;

/// What plays by itself.
///
/// @param autoplayNext the next episode
/// @param autoplayPreviews previews while browsing
public record Playback(boolean autoplayNext, boolean autoplayPreviews) {

    public static final Playback USUAL = new Playback(true, true);
}
