package dev.cinestream.content.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.platform.identity.DevelopmentTokens;
import dev.cinestream.platform.identity.ProfileClaims;
import dev.cinestream.platform.identity.Roles;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Viewers who say over HTTP what they think, each reading what any of them said before.
final class Watchers {

    /// What a request may carry.
    private static final int MOST_TOKENS = 16;

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final DevelopmentTokens tokens;
    private final Deque<String> written = new ArrayDeque<>();

    Watchers(DevelopmentTokens tokens) {
        this.tokens = tokens;
    }

    /// A profile of an account, who may see titles for that age at most.
    record Watcher(UUID account, @Nullable UUID profile, @Nullable Integer maturityLimit) {
        Watcher(UUID account, @Nullable UUID profile) {
            this(account, profile, null);
        }

        static Watcher any() {
            return new Watcher(UUID.randomUUID(), UUID.randomUUID());
        }
    }

    Response rate(Watcher who, String title, int rating) {
        return put(who, "/v1/titles/" + title + "/opinion/rating", "{\"rating\": " + rating + "}");
    }

    /// As long as it is as the profile saw it.
    Response rateIfMatch(Watcher who, String title, int rating, String tag) {
        return as(who).header("If-Match", tag)
                .body("{\"rating\": " + rating + "}")
                .put("/v1/titles/" + title + "/opinion/rating");
    }

    Response review(Watcher who, String title, String language, String text) {
        String body =
                "{\"text\": \"%s\", \"language\": \"%s\", \"spoilers\": false}"
                        .formatted(text, language);
        return put(who, "/v1/titles/" + title + "/opinion/review", body);
    }

    /// The id of the profile's review.
    String reviewId(Watcher who, String title) {
        return get(who, "/v1/titles/" + title + "/opinion").path("review.id");
    }

    Response get(Watcher who, String path) {
        return as(who).header("Consistency-Token", String.join(",", written)).get(path);
    }

    Response put(Watcher who, String path, String body) {
        return noting(as(who).body(body).put(path));
    }

    Response put(Watcher who, String path) {
        return noting(as(who).put(path));
    }

    Response post(Watcher who, String path, String body) {
        return noting(as(who).body(body).post(path));
    }

    Response delete(Watcher who, String path) {
        return noting(as(who).delete(path));
    }

    /// What others who have a role did.
    Response noting(Response response) {
        String token = response.header("Consistency-Token");
        if (token != null) {
            written.addFirst(token);
            if (written.size() > MOST_TOKENS) {
                written.removeLast();
            }
        }
        return response;
    }

    static Response done(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(204);
        return response;
    }

    private RequestSpecification as(Watcher who) {
        Map<String, Object> claims = new HashMap<>();
        if (who.profile() != null) {
            claims.put(ProfileClaims.PROFILE, who.profile().toString());
        }
        if (who.maturityLimit() != null) {
            claims.put(ProfileClaims.MATURITY_LIMIT, who.maturityLimit());
        }
        String token =
                tokens.issue(who.account().toString(), Set.of(Roles.VIEWER), LIFETIME, claims);
        return given().auth().oauth2(token).contentType("application/json");
    }
}
