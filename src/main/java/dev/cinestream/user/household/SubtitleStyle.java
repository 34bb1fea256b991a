package dev.cinestream.user.household;

/// How subtitles look.
public record SubtitleStyle(Size size, Background background) {

    public static final SubtitleStyle USUAL = new SubtitleStyle(Size.MEDIUM, Background.SHADE);

    /// Of the letters.
    public enum Size {
        SMALL,
        MEDIUM,
        LARGE
    }

    /// Behind the letters.
    public enum Background {
        NONE,
        SHADE,
        SOLID
    }
}
