package dev.cinestream.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.http.BadRequest;
import dev.cinestream.platform.http.BadRequests;
import dev.cinestream.platform.identity.Roles;
import dev.cinestream.platform.identity.TokenVerification;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every wrong request about who watches gets its problem, which says what is wrong, where, and what would be right, and
/// changes nothing (CS-1).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class HouseholdBadRequestsIT {

    @TestHTTPResource("/")
    URI base;

    @Inject TokenVerification verification;

    @TestFactory
    Stream<DynamicTest> a_wrong_request_gets_its_problem_and_changes_nothing() throws Exception {
        String token =
                verification
                        .developmentTokens()
                        .orElseThrow()
                        .issue(
                                Uuid7.next().toString(),
                                Set.of(Roles.VIEWER),
                                Duration.ofMinutes(10));
        BadRequest first =
                BadRequest.post("the only profile", "/v1/profiles", HouseholdBadRequests.RIGHT)
                        .as(token)
                        .with("Idempotency-Key", Uuid7.next().toString());
        HttpResponse<String> made = BadRequests.send(base, first);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String location = made.headers().firstValue("Location").orElseThrow();
        UUID profile = UUID.fromString(location.replaceFirst(".*/", ""));
        return new HouseholdBadRequests(token, profile)
                .rows()
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> check(row, token)));
    }

    private void check(BadRequest wrong, String token) throws Exception {
        String before = revision(token);

        BadRequests.check(wrong, BadRequests.send(base, wrong));

        assertThat(revision(token)).isEqualTo(before);
    }

    private String revision(String token) throws Exception {
        return BadRequests.send(base, BadRequest.get("", "/v1/profiles").as(token))
                .headers()
                .firstValue("ETag")
                .orElseThrow();
    }
}
