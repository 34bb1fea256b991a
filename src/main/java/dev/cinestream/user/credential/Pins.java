package dev.cinestream.user.credential;

import dev.cinestream.eventsourcing.decider.Secret;
import dev.cinestream.eventsourcing.privacy.MasterKey;
import dev.cinestream.user.credential.Attempts.Kind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// PINs: four to eight digits, kept as hashes under the installation's key. No hash without a key would do, be it ever so slow:
/// there are ten thousand PINs of four digits. So each PIN is guessed here or nowhere, and here each wrong one makes the next
/// wait.
@ApplicationScoped
public class Pins {

    /// What is right.
    public static final String FORM = "4 to 8 digits";

    private static final Pattern DIGITS = Pattern.compile("[0-9]{4,8}");
    private static final String PURPOSE = "user.pin";

    private final MasterKey key;
    private final Attempts attempts;

    Pins(MasterKey key, Attempts attempts) {
        this.key = key;
        this.attempts = attempts;
    }

    /// Whose a PIN is. Each is counted alone: who knows one has not thereby guessed at another.
    ///
    /// @param profile null for the household's
    public record Whose(UUID account, @Nullable UUID profile) {

        private String text() {
            return account + "|" + (profile == null ? "household" : profile.toString());
        }
    }

    /// How a check ended.
    public sealed interface Outcome {
        record Right() implements Outcome {}

        /// None was given.
        record Missing() implements Outcome {}

        record Wrong() implements Outcome {}

        /// Too many wrong ones; nothing was looked at.
        record Later(Duration after) implements Outcome {}
    }

    public static boolean isOne(String pin) {
        return DIGITS.matcher(pin).matches();
    }

    /// As it is kept.
    public Secret hash(Whose whose, String pin) {
        return Secret.of(whose.account(), write(whose, pin));
    }

    /// An attempt counts before it is looked at, so that many at once are no more than one after another.
    ///
    /// @param expected as it is kept
    public Uni<Outcome> check(Whose whose, Secret expected, @Nullable String pin) {
        return pin == null
                ? Uni.createFrom().item(new Outcome.Missing())
                : attempts.begin(Kind.PIN, whose.text())
                        .chain(wait ->
                                wait.isPositive()
                                        ? Uni.createFrom().item(new Outcome.Later(wait))
                                        : compare(whose, expected, pin));
    }

    private Uni<Outcome> compare(Whose whose, Secret expected, String pin) {
        String kept = expected.text();
        boolean right =
                kept != null
                        && MessageDigest.isEqual(
                                kept.getBytes(StandardCharsets.US_ASCII),
                                write(whose, pin).getBytes(StandardCharsets.US_ASCII));
        return right
                ? attempts.reset(Kind.PIN, whose.text()).replaceWith(new Outcome.Right())
                : Uni.createFrom().item(new Outcome.Wrong());
    }

    private String write(Whose whose, String pin) {
        return Base64.getEncoder()
                .withoutPadding()
                .encodeToString(key.authenticate(PURPOSE, whose.text() + "|" + pin));
    }
}
