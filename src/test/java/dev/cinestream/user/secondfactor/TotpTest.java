package dev.cinestream.user.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Codes of an authenticator (CS-1).
class TotpTest {

    private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final String SECRET = Totp.write(KEY);
    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_109);
    private static final long STEP = 1_111_111_109 / 30;

    /// RFC 6238, appendix B: the last six of its eight digits.
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void the_codes_are_those_of_the_rfc(long second, String code) {
        assertThat(Totp.code(KEY, Totp.stepAt(Instant.ofEpochSecond(second)))).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"-1", "0", "1"})
    void a_code_of_the_step_before_or_after_is_good(long skew) {
        assertThat(Totp.step(SECRET, Totp.code(KEY, STEP + skew), NOW, 0)).hasValue(STEP + skew);
    }

    @ParameterizedTest
    @CsvSource({"-2", "2"})
    void a_code_of_another_step_is_not(long skew) {
        assertThat(Totp.step(SECRET, Totp.code(KEY, STEP + skew), NOW, 0)).isEmpty();
    }

    @Test
    void a_code_of_a_step_that_is_used_up_is_not() {
        assertThat(Totp.step(SECRET, Totp.code(KEY, STEP), NOW, STEP)).isEmpty();
    }

    @Test
    void six_digits_are_a_code() {
        assertThat(Totp.isCode("012345")).isTrue();
        assertThat(Totp.isCode("12345")).isFalse();
        assertThat(Totp.isCode("abcde-fghij")).isFalse();
    }

    @Test
    void an_authenticator_reads_whose_code_it_is() {
        assertThat(Totp.uri(SECRET, "ada@example.org"))
                .isEqualTo(
                        "otpauth://totp/CineStream:ada%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                                + "&issuer=CineStream&algorithm=SHA1&digits=6&period=30");
    }
}
