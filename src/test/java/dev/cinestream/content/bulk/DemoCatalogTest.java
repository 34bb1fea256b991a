package dev.cinestream.content.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import dev.cinestream.content.ContentModule;
import dev.cinestream.content.Credit;
import dev.cinestream.content.TitleKind;
import dev.cinestream.content.TitleMetadata;
import dev.cinestream.content.title.ParentFacts;
import dev.cinestream.content.title.TitleCommand;
import dev.cinestream.content.title.TitleEvent;
import dev.cinestream.content.title.TitleState;
import dev.cinestream.eventsourcing.decider.Decision;
import dev.cinestream.eventsourcing.schema.EventCodec;
import dev.cinestream.eventsourcing.schema.Schemas;
import dev.cinestream.platform.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The catalog that a newcomer finds: real films, whose facts do not contradict each other, each accepted by the rules (CS-2).
class DemoCatalogTest {

    private static final List<TitleLine> TITLES = titles();

    static Stream<TitleLine> lines() {
        return TITLES.stream();
    }

    @Test
    void there_are_some_forty_films_and_a_series() {
        assertThat(ofKind(TitleKind.MOVIE)).hasSizeBetween(38, 60);
        assertThat(ofKind(TitleKind.SERIES)).isNotEmpty();
        assertThat(TITLES).extracting(TitleLine::id).doesNotHaveDuplicates();
        assertThat(TITLES).extracting(DemoCatalogTest::name).doesNotHaveDuplicates();
        assertThat(TITLES).allSatisfy(line -> assertThat(line.publish()).isTrue());
    }

    @Test
    void the_rules_take_every_line_and_its_events_fit_their_schemas() {
        Map<UUID, TitleState> states = new HashMap<>();
        var codec = new EventCodec(List.of(TitleState.class));
        for (TitleLine line : TITLES) {
            states.put(line.id(), accepted(line, parent(line, states), codec));
        }
        assertThat(states.values())
                .allSatisfy(state ->
                        assertThat(((TitleState.Existing) state).standing())
                                .isEqualTo(TitleState.Standing.PUBLISHED));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void a_title_says_what_it_is_in_English_and_its_name_in_its_own_language(TitleLine line) {
        TitleMetadata title = line.metadata();
        String own = Objects.requireNonNull(title.originalLanguage());

        assertThat(title.texts()).containsKey("en");
        assertThat(Objects.requireNonNull(title.texts().get("en")).synopsis()).isNotBlank();
        if (!isWithoutWords(own)) {
            assertThat(title.texts()).containsKey(own);
        }
        assertThat(title.genres()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void a_title_speaks_its_language_unless_it_is_silent(TitleLine line) {
        TitleMetadata title = line.metadata();
        String own = Objects.requireNonNull(title.originalLanguage());

        boolean silent = title.tags().contains("silent") || isWithoutWords(own);

        assertThat(title.audioLanguages()).isEqualTo(silent ? List.of() : List.of(own));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void a_title_is_of_a_time_at_which_it_could_be_made_and_given_away(TitleLine line) {
        TitleMetadata title = line.metadata();
        int year = Objects.requireNonNull(title.year());

        assertThat(title.tags()).containsAnyOf("open-movie", "public-domain");
        if (title.tags().contains("open-movie")) {
            assertThat(year).isBetween(2006, 2026);
        } else {
            assertThat(year).isBetween(1895, 1968);
        }
        if (title.tags().contains("silent")) {
            assertThat(year).isLessThan(1930);
        }
    }

    /// How long a silent film runs depends on how fast it is shown, so it may be left open.
    @ParameterizedTest
    @MethodSource("lines")
    void a_title_that_is_watched_has_a_runtime(TitleLine line) {
        Integer runtime = line.metadata().runtimeSeconds();
        boolean watched = line.kind() == TitleKind.MOVIE || line.kind() == TitleKind.EPISODE;

        if (watched && !line.metadata().tags().contains("silent")) {
            assertThat(runtime).isNotNull();
        }
        if (runtime != null) {
            assertThat(watched).isTrue();
            assertThat(runtime).isBetween(60, 4 * 3600);
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void a_title_has_somebody_who_made_it_and_an_age_that_is_what_it_says(TitleLine line) {
        var rating = Objects.requireNonNull(line.metadata().ageRating());

        assertThat(rating.value()).isEqualTo(rating.minimumAge() + "+");
        if (line.kind() != TitleKind.SEASON) {
            assertThat(line.metadata().credits()).extracting(Credit::role).contains("director");
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void a_title_lies_under_one_that_stands_above_it(TitleLine line) {
        TitleKind above = line.kind().parent();
        if (above == null) {
            assertThat(line.parent()).isNull();
            return;
        }
        List<TitleLine> before = TITLES.subList(0, TITLES.indexOf(line));
        assertThat(before)
                .filteredOn(other -> other.id().equals(line.parent()))
                .singleElement()
                .extracting(TitleLine::kind)
                .isEqualTo(above);
    }

    private static TitleState accepted(
            TitleLine line, @Nullable ParentFacts parent, EventCodec codec) {
        var plan = TitlePlan.of(line, new TitleState.None(), parent);
        assertThat(plan).as(name(line)).isInstanceOf(TitlePlan.Steps.class);
        TitleState state = new TitleState.None();
        for (TitleCommand command : ((TitlePlan.Steps) plan).commands()) {
            var decision = ContentModule.TITLE.decider().decide(command, state);
            for (TitleEvent event : ((Decision.Accepted<TitleEvent, ?>) decision).events()) {
                Schemas.check(
                        ContentModule.TITLE_EVENTS.nameOf(event),
                        codec.write(event, event.getClass(), _ -> null));
                state = ContentModule.TITLE.decider().evolve(state, event);
            }
        }
        return state;
    }

    private static @Nullable ParentFacts parent(TitleLine line, Map<UUID, TitleState> states) {
        UUID id = line.parent();
        return id == null
                ? null
                : ParentFacts.of(id, states.getOrDefault(id, new TitleState.None()));
    }

    private static List<TitleLine> ofKind(TitleKind kind) {
        return TITLES.stream().filter(line -> line.kind() == kind).toList();
    }

    private static String name(TitleLine line) {
        return Objects.requireNonNull(line.metadata().texts().get("en")).name();
    }

    private static boolean isWithoutWords(String language) {
        return language.equals("zxx");
    }

    private static List<TitleLine> titles() {
        ObjectMapper json =
                JsonMapper.builder()
                        .addModule(new JavaTimeModule())
                        .addModule(new ParameterNamesModule())
                        .build();
        new StrictJson().customize(json);
        try (@Nullable InputStream file =
                DemoCatalogTest.class.getResourceAsStream("/demo/catalog.ndjson")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> title(json, line))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TitleLine title(ObjectMapper json, String line) {
        try {
            return json.readValue(line, TitleLine.class);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }
}
