package dev.cinestream.content.web;

import static dev.cinestream.content.web.TitleLines.movie;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.content.web.ChangesFeed.Sent;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.identity.Roles;
import dev.cinestream.platform.identity.TokenVerification;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The feed of catalog changes over HTTP (CS-2, CS-8).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class TitleChangesIT {

    @TestHTTPResource URI server;
    @Inject TokenVerification verification;

    @Test
    void a_change_is_told_as_it_happens_with_what_is_needed_to_read_it() throws IOException {
        UUID title = Uuid7.next();
        try (var feed = feed(Roles.EDITOR, null)) {
            assertThat(feed.status()).isEqualTo(200);
            feed.next();
            imported(movie(title, "Sintel"));
            List<Sent> changes = feed.changesOf(Set.of(title), 2);
            assertThat(changes)
                    .extracting(Sent::change)
                    .containsExactly("title-drafted@1", "title-published@2");
            assertThat(changes.getFirst().data().get("consistencyToken").asText())
                    .startsWith("content.title:");
            assertThat(changes.getFirst().data().get("at").asText()).endsWith("Z");
        }
    }

    @Test
    void a_feed_goes_on_exactly_after_the_id_that_was_kept() throws IOException {
        Set<UUID> titles = new HashSet<>();
        String begin;
        List<Sent> all;
        try (var feed = feed(Roles.EDITOR, null)) {
            begin = feed.next().id();
            for (int i = 0; i < 12; i++) {
                titles.add(Uuid7.next());
            }
            imported(titles.stream().map(id -> movie(id, "Serial")).toArray(String[]::new));
            all = feed.changesOf(titles, 24);
        }
        for (int kept = -1; kept < 23; kept++) {
            UUID last = Uuid7.next();
            try (var feed = feed(Roles.EDITOR, kept < 0 ? begin : all.get(kept).id())) {
                feed.next();
                imported(movie(last, "The last one"));
                Set<UUID> and = new HashSet<>(titles);
                and.add(last);
                List<Sent> rest = feed.changesOf(and, 24 - kept - 1 + 2);
                assertThat(rest.subList(0, rest.size() - 2))
                        .extracting(sent -> sent.title() + sent.change())
                        .containsExactlyInAnyOrderElementsOf(
                                all.subList(kept + 1, 24).stream()
                                        .map(sent -> sent.title() + sent.change())
                                        .toList());
            }
        }
    }

    @Test
    void viewers_learn_nothing_of_drafts() throws IOException {
        UUID draft = Uuid7.next();
        UUID published = Uuid7.next();
        try (var feed = feed(Roles.VIEWER, null)) {
            feed.next();
            imported(
                    movie(draft, "Not yet").replace("\"publish\":true", "\"publish\":false"),
                    movie(published, "Sintel"));
            assertThat(feed.changesOf(Set.of(draft, published), 1))
                    .extracting(Sent::title, Sent::change)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(published, "title-published@2"));
        }
    }

    @Test
    void a_feed_ends_with_its_token() throws IOException {
        String token =
                verification
                        .developmentTokens()
                        .orElseThrow()
                        .issue("somebody", Set.of(Roles.VIEWER), Duration.ofSeconds(3));
        try (var feed = new ChangesFeed(server, token, null)) {
            assertThat(feed.status()).isEqualTo(200);
            feed.untilItEnds(_ -> {});
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "nonsense!", "AQ", "AQhAAAAAAAAAAAA", "\"x\"", "../../etc"})
    void an_id_that_is_none_of_ours_is_refused_with_a_problem(String id) throws IOException {
        try (var feed = feed(Roles.VIEWER, id)) {
            assertThat(feed.status()).isEqualTo(400);
            var problem = feed.problem();
            assertThat(problem.get("status").asInt()).isEqualTo(400);
            assertThat(problem.toString()).contains("Last-Event-ID");
        }
    }

    private void imported(String... lines) throws IOException {
        titles().imported(Roles.EDITOR, List.of(lines));
    }

    private ChangesFeed feed(String role, @Nullable String id) throws IOException {
        return new ChangesFeed(server, titles().token(role), id);
    }

    private TitleLines titles() {
        return new TitleLines(server, verification);
    }
}
