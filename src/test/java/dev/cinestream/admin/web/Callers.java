package dev.cinestream.admin.web;

import static io.restassured.RestAssured.given;

import dev.cinestream.platform.identity.TokenVerification;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;

/// People who call the admin API.
@ApplicationScoped
class Callers {

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final TokenVerification verification;

    Callers(TokenVerification verification) {
        this.verification = verification;
    }

    RequestSpecification as(String subject, String... roles) {
        String token =
                verification
                        .developmentTokens()
                        .orElseThrow()
                        .issue(subject, Set.of(roles), LIFETIME);
        return given().auth().oauth2(token).contentType("application/json");
    }
}
