package dev.cinestream.webhook.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.eventsourcing.decider.DeciderKit;
import dev.cinestream.eventsourcing.decider.Decision;
import dev.cinestream.eventsourcing.decider.Rejection.Flaw;
import dev.cinestream.eventsourcing.decider.Secret;
import dev.cinestream.webhook.Subscription;
import dev.cinestream.webhook.WebhookModule;
import dev.cinestream.webhook.endpoint.EndpointCommand.ChangeEndpoint;
import dev.cinestream.webhook.endpoint.EndpointCommand.DisableEndpoint;
import dev.cinestream.webhook.endpoint.EndpointCommand.EnableEndpoint;
import dev.cinestream.webhook.endpoint.EndpointCommand.RegisterEndpoint;
import dev.cinestream.webhook.endpoint.EndpointCommand.RemoveEndpoint;
import dev.cinestream.webhook.endpoint.EndpointCommand.RotateSecret;
import dev.cinestream.webhook.endpoint.EndpointEvent.EndpointChanged;
import dev.cinestream.webhook.endpoint.EndpointEvent.EndpointDisabled;
import dev.cinestream.webhook.endpoint.EndpointEvent.EndpointEnabled;
import dev.cinestream.webhook.endpoint.EndpointEvent.EndpointRegistered;
import dev.cinestream.webhook.endpoint.EndpointEvent.EndpointRemoved;
import dev.cinestream.webhook.endpoint.EndpointEvent.SecretRotated;
import dev.cinestream.webhook.endpoint.EndpointEvent.Why;
import dev.cinestream.webhook.endpoint.EndpointState.Known;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules of an endpoint (CS-6).
class EndpointTest {

    private static final UUID ID = UUID.fromString("0197c9a4-7d1c-7a52-9c6e-3f0d3c1f2b11");
    private static final Secret SECRET = Secret.of(ID, "whsec_b25l");
    private static final Secret OTHER = Secret.of(ID, "whsec_dHdv");
    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");
    private static final Subscription WANTED = at("https://search.example.com/cinestream");

    private final DeciderKit<EndpointCommand, EndpointState, EndpointEvent, EndpointRejection> kit =
            new DeciderKit<>(WebhookModule.ENDPOINT);

    private static Subscription at(String url) {
        return new Subscription(url, List.of("content.title-published.v1"), "The search team");
    }

    @Test
    void it_is_registered_once() {
        var registered = kit.given(List.of()).when(new RegisterEndpoint(WANTED, SECRET));
        registered.then(new EndpointRegistered(WANTED, SECRET));

        kit.given(registered.events())
                .when(new RegisterEndpoint(WANTED, SECRET))
                .thenRejected(new EndpointRejection.EndpointExists());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com/",
                "/relative",
                "https://",
                "https://user:secret@example.com/",
                "https://example.com/#part",
                "https://exa mple.com/"
            })
    void an_address_that_cannot_be_posted_to_is_refused(String url) {
        kit.given(List.of())
                .when(new RegisterEndpoint(at(url), SECRET))
                .thenRejected(
                        new EndpointRejection.InvalidEndpoint(
                                List.of(
                                        new Flaw(
                                                "/url",
                                                "an absolute http or https URL without user and fragment, at most 2,000 characters"))));
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        var wrong = new RegisterEndpoint(new Subscription("x", List.of("a b", "a b"), " "), SECRET);

        assertThat(decided(wrong))
                .isInstanceOfSatisfying(
                        EndpointRejection.InvalidEndpoint.class,
                        no ->
                                assertThat(no.flaws())
                                        .extracting(Flaw::pointer)
                                        .containsExactly(
                                                "/url",
                                                "/types",
                                                "/types/0",
                                                "/types/1",
                                                "/description"));
    }

    private static EndpointRejection decided(EndpointCommand command) {
        var decider = WebhookModule.ENDPOINT.decider();
        return ((Decision.Rejected<EndpointEvent, EndpointRejection>)
                        decider.decide(command, decider.initial()))
                .rejection();
    }

    @Test
    void one_that_is_not_there_cannot_be_changed() {
        kit.given(List.of())
                .when(new ChangeEndpoint(WANTED))
                .thenRejected(new EndpointRejection.NoSuchEndpoint());
    }

    @Nested
    class When_registered {

        private final List<EndpointEvent> registered =
                List.of(new EndpointRegistered(WANTED, SECRET));

        @Test
        void it_is_told_elsewhere_after_a_change() {
            Subscription elsewhere = at("https://other.example.com/");

            kit.given(registered)
                    .when(new ChangeEndpoint(elsewhere))
                    .then(new EndpointChanged(elsewhere));
            kit.given(registered).when(new ChangeEndpoint(WANTED)).thenNothing();
        }

        @Test
        void the_old_secret_signs_beside_the_new_one_for_a_while() {
            var rotated = kit.given(registered).when(new RotateSecret(OTHER, NOON));
            rotated.then(new SecretRotated(OTHER, NOON));

            var decider = WebhookModule.ENDPOINT.decider();
            assertThat(decider.evolve(decider.initial(), rotated.events()))
                    .isEqualTo(new Known(WANTED, true, OTHER, SECRET, NOON));
        }

        @Test
        void it_is_disabled_and_enabled() {
            var disabled = kit.given(registered).when(new DisableEndpoint(Why.GONE));
            disabled.then(new EndpointDisabled(Why.GONE));

            kit.given(disabled.events()).when(new DisableEndpoint(Why.ASKED)).thenNothing();
            kit.given(disabled.events()).when(new EnableEndpoint()).then(new EndpointEnabled());
            kit.given(registered).when(new EnableEndpoint()).thenNothing();
        }

        @Test
        void nothing_happens_to_it_once_removed() {
            var removed = kit.given(registered).when(new RemoveEndpoint());
            removed.then(new EndpointRemoved());

            kit.given(removed.events()).when(new RemoveEndpoint()).thenNothing();
            kit.given(removed.events())
                    .when(new EnableEndpoint())
                    .thenRejected(new EndpointRejection.NoSuchEndpoint());
        }
    }
}
