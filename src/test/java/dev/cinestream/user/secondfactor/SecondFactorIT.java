package dev.cinestream.user.secondfactor;

import static dev.cinestream.user.web.Customers.PASSWORD;
import static dev.cinestream.user.web.Customers.as;
import static dev.cinestream.user.web.Customers.logIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.user.web.Customers;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Log-ins with a second factor, over HTTP (CS-1).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class SecondFactorIT {

    private static final String PATH = "/v1/account/second-factor";

    @Inject MockMailbox mailbox;

    private final String email = "ada-" + Uuid7.next() + "@example.org";
    private Response login;
    private byte[] secret = {};
    private long lastStep;

    @BeforeEach
    void logInOnce() {
        login = new Customers(mailbox).active(email);
    }

    @Test
    void a_log_in_needs_a_code_once_it_is_on() {
        turnOn();

        assertThat(problem(logIn(email, PASSWORD))).isEqualTo("second-factor-required");
        assertThat(logIn(email, PASSWORD, nextCode()).statusCode()).isEqualTo(201);
    }

    @Test
    void a_wrong_password_does_not_tell_that_there_is_a_second_factor() {
        turnOn();

        assertThat(problem(logIn(email, "a guess"))).isEqualTo("not-logged-in");
    }

    @Test
    void it_is_off_until_a_first_code_was_shown() {
        setUp();

        assertThat(logIn(email, PASSWORD).statusCode()).isEqualTo(201);
        assertThat(as(login).get(PATH).<Boolean>path("on")).isFalse();
    }

    @Test
    void a_wrong_first_code_does_not_turn_it_on() {
        setUp();

        Response answer = as(login, Map.of("code", "no code")).post(PATH + "/activation");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.asString()).contains("/code");
        assertThat(as(login).get(PATH).<Boolean>path("on")).isFalse();
    }

    @Test
    void nothing_is_turned_on_that_was_not_set_up() {
        Response answer = as(login, Map.of("code", "123456")).post(PATH + "/activation");

        assertThat(problem(answer)).isEqualTo("second-factor-not-set-up");
    }

    @Test
    void a_code_is_good_once_whatever_key_is_sent() {
        turnOn();
        String code = nextCode();
        assertThat(logIn(email, PASSWORD, code).statusCode()).isEqualTo(201);

        assertThat(problem(logIn(email, PASSWORD, code))).isEqualTo("wrong-code");
    }

    @Test
    void a_recovery_code_is_good_once() {
        List<String> codes = turnOn();
        String code = codes.getFirst();
        assertThat(logIn(email, PASSWORD, code).statusCode()).isEqualTo(201);
        assertThat(as(login).get(PATH).<Integer>path("recoveryCodesLeft")).isEqualTo(9);

        assertThat(problem(logIn(email, PASSWORD, code))).isEqualTo("wrong-code");
    }

    @Test
    void who_guesses_codes_has_to_wait() {
        turnOn();
        for (int i = 0; i < 6; i++) {
            logIn(email, PASSWORD, "wrong" + i);
        }

        assertThat(logIn(email, PASSWORD, "wrong").statusCode()).isEqualTo(429);
    }

    @Test
    void new_recovery_codes_void_the_old() {
        List<String> old = turnOn();
        var shown = Map.of("password", PASSWORD, "code", nextCode());

        List<String> codes = as(login, shown).post(PATH + "/recovery-codes").path("recoveryCodes");

        assertThat(codes).hasSize(10).doesNotContainAnyElementsOf(old);
        assertThat(logIn(email, PASSWORD, old.getFirst()).statusCode()).isEqualTo(401);
        assertThat(logIn(email, PASSWORD, codes.getFirst()).statusCode()).isEqualTo(201);
    }

    @Test
    void it_is_turned_off_with_password_and_code() {
        List<String> codes = turnOn();
        var wrong = Map.of("password", PASSWORD, "code", "wrong");
        var right = Map.of("password", PASSWORD, "code", codes.getFirst());
        assertThat(as(login, wrong).post(PATH + "/removal").statusCode()).isEqualTo(422);

        assertThat(as(login, right).post(PATH + "/removal").statusCode()).isEqualTo(204);

        assertThat(logIn(email, PASSWORD).statusCode()).isEqualTo(201);
    }

    @Test
    void what_is_off_is_not_turned_off() {
        var shown = Map.of("password", PASSWORD, "code", "123456");

        assertThat(problem(as(login, shown).post(PATH + "/removal")))
                .isEqualTo("second-factor-off");
    }

    @Test
    void it_is_set_up_by_who_knows_the_password_only() {
        Response answer = as(login, Map.of("password", "a guess")).post(PATH + "/setup");

        assertThat(problem(answer)).isEqualTo("wrong-password");
    }

    private void setUp() {
        Response setup = as(login, Map.of("password", PASSWORD)).post(PATH + "/setup");
        assertThat(setup.statusCode()).as(setup.asString()).isEqualTo(200);
        assertThat(setup.<String>path("uri")).contains("secret=" + setup.path("secret"));
        secret = Base32.decode(setup.<String>path("secret"));
    }

    /// The recovery codes.
    private List<String> turnOn() {
        setUp();
        Response on = as(login, Map.of("code", nextCode())).post(PATH + "/activation");
        assertThat(on.statusCode()).as(on.asString()).isEqualTo(200);
        return on.path("recoveryCodes");
    }

    /// A code that is good and not used: this step's, or the next one's. There is no third.
    private String nextCode() {
        lastStep = Math.max(lastStep + 1, Totp.stepAt(Instant.now()));
        return Totp.code(secret, lastStep);
    }

    private static String problem(Response answer) {
        return answer.<String>path("type").replace("/problems/", "");
    }
}
