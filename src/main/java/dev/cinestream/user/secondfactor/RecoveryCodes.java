package dev.cinestream.user.secondfactor;

import dev.cinestream.eventsourcing.decider.Secret;
import dev.cinestream.eventsourcing.privacy.MasterKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bouncycastle.util.encoders.Base32;

/// Codes for when the authenticator is lost, ten at a time: 50 random bits each, shown once, and kept as keyed hashes. So
/// many bits that nobody guesses one need no slow hash.
@ApplicationScoped
public class RecoveryCodes {

    private static final int HOW_MANY = 10;
    private static final int RANDOM_BYTES = 10;
    private static final int CHARACTERS = 10;
    private static final int HALF = CHARACTERS / 2;

    private final SecureRandom random = new SecureRandom();
    private final MasterKey key;

    RecoveryCodes(MasterKey key) {
        this.key = key;
    }

    List<String> make() {
        return IntStream.range(0, HOW_MANY).mapToObj(_ -> one()).toList();
    }

    private String one() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String text =
                Base32.toBase32String(bytes).substring(0, CHARACTERS).toLowerCase(Locale.ROOT);
        return text.substring(0, HALF) + "-" + text.substring(HALF);
    }

    List<Secret> hashes(UUID account, List<String> codes) {
        return codes.stream().map(code -> hash(account, code)).toList();
    }

    /// The same however it is typed: in capitals, with spaces, without the hyphen.
    Secret hash(UUID account, String code) {
        String plain = code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
        byte[] hash = key.authenticate("user.recovery-code", account + "|" + plain);
        return Secret.of(account, Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    }
}
