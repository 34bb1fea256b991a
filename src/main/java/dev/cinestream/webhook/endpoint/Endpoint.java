package dev.cinestream.webhook.endpoint;

import dev.cinestream.eventsourcing.decider.Decider;
import dev.cinestream.eventsourcing.decider.Decision;
import dev.cinestream.eventsourcing.decider.Rejection.Flaw;
import dev.cinestream.eventsourcing.decider.Secret;
import dev.cinestream.webhook.Subscription;
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
import dev.cinestream.webhook.endpoint.EndpointState.None;
import dev.cinestream.webhook.endpoint.EndpointState.Removed;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// An address of another system that is told what happens here.
///
/// ```
/// none ──register──▶ enabled ◀──enable, disable──▶ disabled ──remove──▶ removed
///                       └───────────remove──────────────────────────────▲
/// ```
///
/// Invariants:
/// 1. The address is one that can be posted to: http or https, a host, no user in it.
/// 2. After a new secret the old one signs for a while, too, so that a receiver misses nothing.
/// 3. Nothing happens to a removed endpoint.
public final class Endpoint
        implements Decider<EndpointCommand, EndpointState, EndpointEvent, EndpointRejection> {

    private static final int LONGEST_URL = 2_000;
    private static final int LONGEST_DESCRIPTION = 200;
    private static final int MOST_TYPES = 100;
    private static final Pattern TYPE =
            Pattern.compile("[a-z][a-z-]*\\.[a-z][a-z0-9-]*\\.v[1-9][0-9]*");

    @Override
    public EndpointState initial() {
        return new None();
    }

    @Override
    public Decision<EndpointEvent, EndpointRejection> decide(
            EndpointCommand command, EndpointState state) {
        return switch (command) {
            case RegisterEndpoint(Subscription wanted, Secret secret) ->
                    state instanceof None
                            ? ifRight(wanted, new EndpointRegistered(wanted, secret))
                            : Decision.reject(new EndpointRejection.EndpointExists());
            case ChangeEndpoint(Subscription wanted) ->
                    known(
                            state,
                            endpoint ->
                                    endpoint.subscription().equals(wanted)
                                            ? Decision.accept()
                                            : ifRight(wanted, new EndpointChanged(wanted)));
            case RotateSecret(Secret secret, Instant oldUntil) ->
                    known(state, _ -> Decision.accept(new SecretRotated(secret, oldUntil)));
            case DisableEndpoint(Why why) ->
                    known(
                            state,
                            endpoint ->
                                    endpoint.enabled()
                                            ? Decision.accept(new EndpointDisabled(why))
                                            : Decision.accept());
            case EnableEndpoint() ->
                    known(
                            state,
                            endpoint ->
                                    endpoint.enabled()
                                            ? Decision.accept()
                                            : Decision.accept(new EndpointEnabled()));
            case RemoveEndpoint() ->
                    state instanceof Removed
                            ? Decision.accept()
                            : known(state, _ -> Decision.accept(new EndpointRemoved()));
        };
    }

    private static Decision<EndpointEvent, EndpointRejection> ifRight(
            Subscription wanted, EndpointEvent event) {
        List<Flaw> flaws = flawsOf(wanted);
        return flaws.isEmpty()
                ? Decision.accept(event)
                : Decision.reject(new EndpointRejection.InvalidEndpoint(flaws));
    }

    private static List<Flaw> flawsOf(Subscription wanted) {
        List<Flaw> flaws = new ArrayList<>();
        if (!canBePostedTo(wanted.url())) {
            flaws.add(
                    new Flaw(
                            "/url",
                            "an absolute http or https URL without user and fragment, at most 2,000 characters"));
        }
        List<String> types = wanted.types();
        if (types.isEmpty()
                || types.size() > MOST_TYPES
                || Set.copyOf(types).size() < types.size()) {
            flaws.add(new Flaw("/types", "1 to 100 event types, each once"));
        }
        for (int i = 0; i < types.size(); i++) {
            if (!TYPE.matcher(types.get(i)).matches()) {
                flaws.add(
                        new Flaw(
                                "/types/" + i,
                                "an event's wire name, for example content.title-published.v1"));
            }
        }
        if (wanted.description().isBlank() || wanted.description().length() > LONGEST_DESCRIPTION) {
            flaws.add(new Flaw("/description", "1 to 200 characters"));
        }
        return flaws;
    }

    private static boolean canBePostedTo(String url) {
        if (url.length() > LONGEST_URL) {
            return false;
        }
        try {
            var uri = new URI(url);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getFragment() == null;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    @Override
    public EndpointState evolve(EndpointState state, EndpointEvent event) {
        return switch (event) {
            case EndpointRegistered(Subscription subscription, Secret secret) ->
                    new Known(subscription, true, secret, null, null);
            case EndpointChanged(Subscription subscription) ->
                    there(state, event).with(subscription);
            case SecretRotated(Secret secret, Instant oldUntil) ->
                    there(state, event).with(secret, oldUntil);
            case EndpointDisabled _ -> there(state, event).with(false);
            case EndpointEnabled() -> there(state, event).with(true);
            case EndpointRemoved() -> new Removed();
        };
    }

    private interface OnEndpoint {
        Decision<EndpointEvent, EndpointRejection> decide(Known endpoint);
    }

    private static Decision<EndpointEvent, EndpointRejection> known(
            EndpointState state, OnEndpoint then) {
        return state instanceof Known endpoint
                ? then.decide(endpoint)
                : Decision.reject(new EndpointRejection.NoSuchEndpoint());
    }

    private static Known there(EndpointState state, EndpointEvent event) {
        if (state instanceof Known endpoint) {
            return endpoint;
        }
        throw new IllegalStateException(
                event.getClass().getSimpleName() + " of an endpoint that is not there");
    }
}
