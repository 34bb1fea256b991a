package dev.cinestream.content.title;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.Seeded;
import dev.cinestream.content.AgeRating;
import dev.cinestream.content.AvailabilityWindow;
import dev.cinestream.content.ContentModule;
import dev.cinestream.content.Credit;
import dev.cinestream.content.LocalizedText;
import dev.cinestream.content.TitleKind;
import dev.cinestream.content.TitleMetadata;
import dev.cinestream.content.title.TitleState.Existing;
import dev.cinestream.content.title.TitleState.Standing;
import dev.cinestream.eventsourcing.decider.DeciderKit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whatever editors do in whatever order, the catalog's rules hold (CS-2).
class TitlePropertyTest {

    private static final UUID PARENT = new UUID(1, 1);
    private final DeciderKit<TitleCommand, TitleState, TitleEvent, TitleRejection> kit =
            new DeciderKit<>(ContentModule.TITLE);

    @Test
    void whatever_is_published_has_a_name_an_age_rating_and_a_language() {
        Seeded.forSeeds(
                200,
                seeded -> {
                    List<TitleEvent> events = List.of();
                    for (int i = 0; i < 25; i++) {
                        events = kit.given(events).when(command(seeded)).events();
                        publishedIsComplete(events);
                    }
                });
    }

    @Test
    void a_command_other_than_a_draft_has_no_effect_the_second_time() {
        Seeded.forSeeds(
                200,
                seeded -> {
                    List<TitleEvent> events = List.of();
                    for (int i = 0; i < 25; i++) {
                        TitleCommand command = command(seeded);
                        events = kit.given(events).when(command).events();
                        assertThat(kit.given(events).when(command).events()).isEqualTo(events);
                    }
                });
    }

    private static void publishedIsComplete(List<TitleEvent> events) {
        var title = new Title();
        if (title.evolve(title.initial(), events) instanceof Existing existing
                && existing.standing() == Standing.PUBLISHED) {
            assertThat(existing.metadata().texts()).isNotEmpty();
            assertThat(existing.metadata().ageRating()).isNotNull();
            assertThat(existing.metadata().originalLanguage()).isNotNull();
        }
    }

    private static TitleCommand command(Seeded seeded) {
        return switch (seeded.below(7)) {
            case 0, 1 -> draft(seeded);
            case 2 -> new TitleCommand.ReviseTitle(metadata(seeded));
            case 3 -> new TitleCommand.ScheduleAvailability(seeded.listOf(3, () -> window(seeded)));
            case 4 -> new TitleCommand.PublishTitle(parent(seeded));
            case 5 -> new TitleCommand.WithdrawTitle("licence ended", seeded.orNull(PARENT));
            default -> new TitleCommand.ReinstateTitle();
        };
    }

    private static TitleCommand draft(Seeded seeded) {
        return new TitleCommand.DraftTitle(
                seeded.oneOf(TitleKind.values()),
                parent(seeded),
                seeded.orNull(seeded.below(5) - 1),
                metadata(seeded));
    }

    private static @Nullable ParentFacts parent(Seeded seeded) {
        return seeded.orNull(
                new ParentFacts(
                        PARENT,
                        seeded.orNull(seeded.oneOf(TitleKind.SERIES, TitleKind.SEASON)),
                        seeded.oneIn(4)));
    }

    private static AvailabilityWindow window(Seeded seeded) {
        Instant from = Instant.EPOCH.plusSeconds(seeded.below(1_000_000));
        return new AvailabilityWindow(
                seeded.oneOf("DE", "ES", "XX"),
                from,
                seeded.orNull(from.plusSeconds(seeded.below(100))));
    }

    private static TitleMetadata metadata(Seeded seeded) {
        return new TitleMetadata(
                seeded.oneIn(4)
                        ? Map.of()
                        : Map.of(
                                seeded.oneOf("en", "de", "pt-BR"),
                                new LocalizedText(
                                        seeded.oneOf("Sintel", "Ñandú", "名前", "🎬"),
                                        seeded.orNull("About.\nMore."))),
                seeded.orNull(1860 + seeded.below(300)),
                seeded.orNull(seeded.below(10_000)),
                seeded.listOf(2, () -> seeded.oneOf("drama", "film-noir")),
                List.of(),
                seeded.listOf(2, () -> new Credit("A Person", "actor", seeded.orNull("A Part"))),
                seeded.oneIn(4) ? null : new AgeRating("FSK", "12", 12),
                seeded.oneIn(4) ? null : "en",
                List.of("en"),
                List.of(),
                List.of());
    }
}
