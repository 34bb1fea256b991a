package dev.cinestream.user.web;

import static dev.cinestream.user.web.Customers.PASSWORD;
import static dev.cinestream.user.web.Customers.as;
import static dev.cinestream.user.web.Customers.logIn;
import static dev.cinestream.user.web.Customers.post;
import static dev.cinestream.user.web.Customers.register;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.user.credential.Passwords;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// No answer tells whether an address has an account: all are the same, byte for byte but for ids and times, and cost the
/// same number of Argon2 computations, which are what takes long (CS-1).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class EnumerationIT {

    private static final Set<String> OF_EACH_ANSWER = Set.of("x-correlation-id", "date");

    @Inject MockMailbox mailbox;
    @Inject MeterRegistry metrics;

    private final String active = "ada-" + Uuid7.next() + "@example.org";
    private final String waiting = "grace-" + Uuid7.next() + "@example.org";
    private final String nobodys = "nobody-" + Uuid7.next() + "@example.org";
    private Customers customers;

    @BeforeEach
    void accounts() {
        customers = new Customers(mailbox);
        customers.active(active);
        register(waiting);
        customers.mail(waiting, 1);
    }

    /// An answer without what is another in each, and what it cost.
    private record Seen(int status, String body, List<String> headers, double computations) {}

    @Test
    void a_log_in_with_a_wrong_password() {
        assertSame(email -> logIn(email, "a guess"));
    }

    @Test
    void a_log_in_that_has_to_wait() {
        for (String email : List.of(active, nobodys)) {
            for (int i = 0; i < 9; i++) {
                logIn(email, "a guess");
            }
            Seen seen = seen(() -> logIn(email, "a guess"));

            assertThat(seen.status()).isEqualTo(429);
            assertThat(seen.computations()).isZero();
        }
    }

    @Test
    void a_registration() {
        assertSame(Customers::register);
    }

    @Test
    void a_forgotten_password() {
        assertSame(email -> post("/v1/accounts/password-reset", Map.of("email", email)));
    }

    @Test
    void a_change_of_address() {
        Response login = customers.active("lovelace-" + active);

        assertSame(email ->
                as(login, Map.of("email", email, "password", PASSWORD)).put("/v1/account/email"));
    }

    private interface Asked {
        Response about(String email);
    }

    private interface Sent {
        Response now();
    }

    private void assertSame(Asked asked) {
        Seen nobody = seen(() -> asked.about(nobodys));
        assertThat(seen(() -> asked.about(active))).isEqualTo(nobody);
        assertThat(seen(() -> asked.about(waiting))).isEqualTo(nobody);
    }

    private Seen seen(Sent sent) {
        double before = computations();
        Response answer = sent.now();
        List<String> headers =
                answer.headers().asList().stream()
                        .filter(header ->
                                !OF_EACH_ANSWER.contains(header.getName().toLowerCase(Locale.ROOT)))
                        .map(Header::toString)
                        .sorted()
                        .toList();
        return new Seen(answer.statusCode(), answer.asString(), headers, computations() - before);
    }

    private double computations() {
        return metrics.counter(Passwords.COMPUTED).count();
    }
}
