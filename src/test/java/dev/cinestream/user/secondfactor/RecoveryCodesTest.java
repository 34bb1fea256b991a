package dev.cinestream.user.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.eventsourcing.privacy.MasterKey;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Codes for when the authenticator is lost (CS-1).
class RecoveryCodesTest {

    private static final UUID ADA = new UUID(0, 1);

    private final RecoveryCodes codes =
            new RecoveryCodes(new MasterKey(Base64.getEncoder().encodeToString(new byte[32])));

    @Test
    void ten_are_made_and_none_twice() {
        assertThat(codes.make())
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[a-z2-7]{5}-[a-z2-7]{5}"));
    }

    @Test
    void a_code_is_the_same_however_it_is_typed() {
        assertThat(codes.hash(ADA, " ABCDE fghij")).isEqualTo(codes.hash(ADA, "abcde-fghij"));
    }

    @Test
    void a_hash_is_of_one_account_and_does_not_tell_the_code() {
        assertThat(codes.hash(ADA, "abcde-fghij").text())
                .isNotEqualTo(codes.hash(new UUID(0, 2), "abcde-fghij").text());
        assertThat(codes.hash(ADA, "abcde-fghij").text().toLowerCase(Locale.ROOT))
                .doesNotContain("abcde");
    }
}
