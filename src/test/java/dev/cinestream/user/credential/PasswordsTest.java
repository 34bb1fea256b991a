package dev.cinestream.user.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Passwords are kept as Argon2id hashes (CS-1).
class PasswordsTest {

    private final Passwords passwords = new Passwords(new SimpleMeterRegistry());

    @AfterEach
    void close() {
        passwords.close();
    }

    @Test
    void a_hash_opens_with_its_password_only() {
        String hash = await(passwords.hash("a long and quiet river"));

        assertThat(await(passwords.matches("a long and quiet river", hash))).isTrue();
        assertThat(await(passwords.matches("a long and quiet rive", hash))).isFalse();
    }

    @Test
    void two_hashes_of_a_password_differ() {
        assertThat(await(passwords.hash("river river")))
                .isNotEqualTo(await(passwords.hash("river river")));
    }

    @Test
    void letters_are_the_same_however_they_are_composed() {
        String hash = await(passwords.hash("caf\u00e9 au lait"));

        assertThat(await(passwords.matches("cafe\u0301 au lait", hash))).isTrue();
    }

    @Test
    void no_hash_opens_with_nothing() {
        assertThat(await(passwords.matches("", null))).isFalse();
    }

    /// The reference implementation's: `echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1 -l 32`.
    @Test
    void a_hash_of_the_reference_implementation_opens() {
        String hash =
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

        assertThat(await(passwords.matches("password", hash))).isTrue();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
