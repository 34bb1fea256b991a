package dev.cinestream.user.household;

import java.util.List;

/// In which languages somebody watches, BCP 47.
///
/// @param ui of the application
/// @param audio liked best first; none for the original
/// @param subtitles liked best first; none for no subtitles
public record ProfileLanguages(String ui, List<String> audio, List<String> subtitles) {

    public ProfileLanguages {
        audio = List.copyOf(audio);
        subtitles = List.copyOf(subtitles);
    }

    public static ProfileLanguages of(String ui) {
        return new ProfileLanguages(ui, List.of(), List.of());
    }
}
