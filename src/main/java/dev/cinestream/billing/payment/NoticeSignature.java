package dev.cinestream.billing.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Who says that a notice comes from the provider: `t=<seconds>,v1=<hex>`, an HMAC-SHA256 over `<seconds>.<body>` under a
/// secret that both know (Stripe's scheme). More than one `v1` and more than one secret are there while a secret is changed.
public final class NoticeSignature {

    public static final String HEADER = "Stripe-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private NoticeSignature() {}

    /// What is to be said of a signature.
    public enum Verdict {
        GOOD,
        /// Not of the form.
        MALFORMED,
        /// Of another secret, or of another body.
        WRONG,
        /// Of another time: perhaps a notice that somebody kept.
        STALE
    }

    /// @param secrets any of them
    public static Verdict check(
            @Nullable String header,
            byte[] body,
            List<String> secrets,
            Instant now,
            Duration tolerance) {
        String seconds = null;
        List<String> signatures = new ArrayList<>();
        for (String part : (header == null ? "" : header).split(",", -1)) {
            if (part.startsWith("t=")) {
                seconds = part.substring(2);
            } else if (part.startsWith("v1=")) {
                signatures.add(part.substring(3));
            }
        }
        if (seconds == null || !seconds.matches("\\d{1,11}") || signatures.isEmpty()) {
            return Verdict.MALFORMED;
        }
        if (!isAny(signatures, seconds, body, secrets)) {
            return Verdict.WRONG;
        }
        Duration away = Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), now).abs();
        return away.compareTo(tolerance) > 0 ? Verdict.STALE : Verdict.GOOD;
    }

    /// Takes as long whichever is right.
    private static boolean isAny(
            List<String> signatures, String seconds, byte[] body, List<String> secrets) {
        boolean found = false;
        for (String secret : secrets) {
            byte[] right = hex(secret, seconds, body).getBytes(UTF_8);
            for (String signature : signatures) {
                found |= MessageDigest.isEqual(right, signature.getBytes(UTF_8));
            }
        }
        return found;
    }

    /// The header's value for a body that is sent now.
    public static String of(byte[] body, String secret, Instant now) {
        String seconds = Long.toString(now.getEpochSecond());
        return "t=" + seconds + ",v1=" + hex(secret, seconds, body);
    }

    private static String hex(String secret, String seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            mac.update((seconds + ".").getBytes(UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each JDK has HMAC-SHA256", e);
        }
    }
}
