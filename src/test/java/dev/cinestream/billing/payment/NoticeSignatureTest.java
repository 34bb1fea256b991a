package dev.cinestream.billing.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.billing.payment.NoticeSignature.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who says that a notice comes from the provider (CS-4, CS-8).
class NoticeSignatureTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_763_726_400);
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final byte[] BODY = "{\"id\":\"evt_1\"}".getBytes(UTF_8);
    private static final String SECRET = "whsec_test";

    private static Verdict check(@Nullable String header, byte[] body, String... secrets) {
        return NoticeSignature.check(header, body, List.of(secrets), NOW, TOLERANCE);
    }

    @Test
    void it_is_the_hmac_of_time_and_body_in_hex() {
        assertThat(NoticeSignature.of(BODY, SECRET, NOW))
                .isEqualTo(
                        "t=1763726400,v1=b636e1335a39bca69ef69561874e55eb2e1b4b4ddd525bc82cc37e8852ea2c21");
    }

    @Test
    void one_that_was_made_with_the_secret_is_good() {
        assertThat(check(NoticeSignature.of(BODY, SECRET, NOW), BODY, SECRET))
                .isEqualTo(Verdict.GOOD);
    }

    @Test
    void while_a_secret_is_changed_both_are_good() {
        assertThat(check(NoticeSignature.of(BODY, SECRET, NOW), BODY, "whsec_new", SECRET))
                .isEqualTo(Verdict.GOOD);
        String twice =
                NoticeSignature.of(BODY, "whsec_other", NOW)
                        + ","
                        + NoticeSignature.of(BODY, SECRET, NOW).substring("t=1763726400,".length())
                        + ",v0=ignored";
        assertThat(check(twice, BODY, SECRET)).isEqualTo(Verdict.GOOD);
    }

    @Test
    void one_of_another_body_or_secret_is_wrong() {
        byte[] other = "{\"id\":\"evt_2\"}".getBytes(UTF_8);
        assertThat(check(NoticeSignature.of(other, SECRET, NOW), BODY, SECRET))
                .isEqualTo(Verdict.WRONG);
        assertThat(check(NoticeSignature.of(BODY, "whsec_other", NOW), BODY, SECRET))
                .isEqualTo(Verdict.WRONG);
        assertThat(check(NoticeSignature.of(BODY, SECRET, NOW), BODY)).isEqualTo(Verdict.WRONG);
    }

    @Test
    void one_whose_time_was_changed_is_wrong() {
        String earlier = NoticeSignature.of(BODY, SECRET, NOW.minusSeconds(900));

        assertThat(check(earlier.replace("t=1763725500", "t=1763726400"), BODY, SECRET))
                .isEqualTo(Verdict.WRONG);
    }

    @Test
    void one_of_another_time_is_stale() {
        assertThat(check(NoticeSignature.of(BODY, SECRET, NOW.minusSeconds(300)), BODY, SECRET))
                .isEqualTo(Verdict.GOOD);
        assertThat(check(NoticeSignature.of(BODY, SECRET, NOW.minusSeconds(301)), BODY, SECRET))
                .isEqualTo(Verdict.STALE);
        assertThat(check(NoticeSignature.of(BODY, SECRET, NOW.plusSeconds(301)), BODY, SECRET))
                .isEqualTo(Verdict.STALE);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"t=,v1=ab", "v1=ab", "t=1763726400", "t=soon,v1=ab", "nonsense"})
    void what_is_not_of_the_form_is_malformed(@Nullable String header) {
        assertThat(check(header, BODY, SECRET)).isEqualTo(Verdict.MALFORMED);
    }
}
