package dev.cinestream.user.credential;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a new password must be (NIST SP 800-63B): long enough and not what everybody guesses first. No rules about kinds of
/// characters, since they make passwords worse.
public final class PasswordRules {

    public static final int SHORTEST = 8;
    public static final int LONGEST = 128;

    private static final Set<String> GUESSED_FIRST =
            Set.of(
                    "password",
                    "password1",
                    "password123",
                    "12345678",
                    "123456789",
                    "1234567890",
                    "qwertyuiop",
                    "qwerty123",
                    "11111111",
                    "00000000",
                    "iloveyou",
                    "sunshine",
                    "princess",
                    "football",
                    "baseball",
                    "superman",
                    "trustno1",
                    "letmein1",
                    "1q2w3e4r",
                    "1qaz2wsx",
                    "passw0rd",
                    "asdfghjkl",
                    "abcd1234",
                    "abc12345",
                    "dragon12",
                    "monkey12",
                    "master12",
                    "welcome1",
                    "cinestream");

    private PasswordRules() {}

    /// What would be right; empty when it is.
    public static Optional<String> flawOf(String password, String email) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            return Optional.of(SHORTEST + " to " + LONGEST + " characters");
        }
        String plain = password.toLowerCase(Locale.ROOT);
        boolean guessed =
                GUESSED_FIRST.contains(plain)
                        || plain.chars().distinct().count() < 3
                        || plain.equals(email.strip().toLowerCase(Locale.ROOT));
        return guessed
                ? Optional.of("one that is not among the first to be guessed")
                : Optional.empty();
    }
}
