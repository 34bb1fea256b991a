package dev.cinestream.platform.health;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/// One part of the system in the answer of a health check. What went wrong is told in our own words: a driver's message may
/// name hosts, users or worse.
final class Part {

    private static final Duration AT_MOST = Duration.ofSeconds(4);
    static final String WHY = "why";

    private Part() {}

    /// What was found out about a part. With a `why` it is not ready.
    record Found(String why, Map<String, Object> facts) {

        static Found well(Map<String, Object> facts) {
            return new Found("", facts);
        }
    }

    static Uni<HealthCheckResponse> check(String name, Uni<Found> question) {
        return question.ifNoItem()
                .after(AT_MOST)
                .fail()
                .onFailure()
                .recoverWithItem(failure -> new Found(inOurWords(failure), Map.of()))
                .map(found -> response(name, found));
    }

    static HealthCheckResponse response(String name, Found found) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(name);
        new TreeMap<>(found.facts())
                .forEach((key, value) -> {
                    switch (value) {
                        case Boolean yes -> response.withData(key, yes);
                        case Number number -> response.withData(key, number.longValue());
                        default -> response.withData(key, value.toString());
                    }
                });
        return found.why().isEmpty()
                ? response.up().build()
                : response.down().withData(WHY, found.why()).build();
    }

    private static String inOurWords(Throwable failure) {
        return failure instanceof TimeoutException
                        || failure instanceof java.util.concurrent.TimeoutException
                ? "no answer within " + AT_MOST.toSeconds() + " s"
                : "cannot be asked: " + failure.getClass().getSimpleName();
    }
}
