package dev.cinestream.user.secondfactor;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/// Time-based one-time passwords (RFC 6238) as every authenticator knows them: SHA-1, 6 digits, 30 seconds. A code of the
/// step before or after is good, too, for clocks that differ.
public final class Totp {

    static final int SECRET_BYTES = 20; // as long as the hash: RFC 4226, 4

    private static final Duration STEP = Duration.ofSeconds(30);
    private static final int SKEW = 1;
    private static final int MODULUS = 1_000_000;
    private static final Pattern CODE = Pattern.compile("\\d{6}");

    private Totp() {}

    static boolean isCode(String text) {
        return CODE.matcher(text).matches();
    }

    /// Which step the code belongs to, of those that are good at this moment; empty when none.
    ///
    /// @param secret in base32
    /// @param after steps up to this one are used up
    static OptionalLong step(String secret, String code, Instant at, long after) {
        byte[] key = Base32.decode(secret);
        byte[] shown = code.getBytes(StandardCharsets.US_ASCII);
        long now = stepAt(at);
        return LongStream.rangeClosed(now - SKEW, now + SKEW)
                .filter(step -> step > after)
                .filter(step ->
                        MessageDigest.isEqual(
                                shown, code(key, step).getBytes(StandardCharsets.US_ASCII)))
                .findFirst();
    }

    static long stepAt(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), STEP.toSeconds());
    }

    static String code(byte[] key, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fff_ffff;
            return "%06d".formatted(number % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-1", e);
        }
    }

    static String write(byte[] secret) {
        return Base32.toBase32String(secret);
    }

    /// What an authenticator reads as a QR code (Google's key URI format).
    static String uri(String secret, String account) {
        return "otpauth://totp/CineStream:"
                + encoded(account)
                + "?secret="
                + secret
                + "&issuer=CineStream&algorithm=SHA1&digits=6&period=30";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
