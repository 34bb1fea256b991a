package dev.cinestream.eventsourcing.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The one secret of an installation, `cinestream.privacy.master-key`: keys that are stored are wrapped under it, and what
/// must be computable but not guessable (whose an address is, what was mailed) is authenticated with it.
@ApplicationScoped
public class MasterKey {

    private static final int BYTES = 32;

    private final SecretKey key;

    public MasterKey(@ConfigProperty(name = "cinestream.privacy.master-key") String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(
                    "cinestream.privacy.master-key must be 32 bytes in base64, not "
                            + bytes.length);
        }
        this.key = new SecretKeySpec(bytes, "AES");
    }

    /// A secret key for the disk (RFC 3394).
    public byte[] wrap(SecretKey secret) {
        return wrap("AESWrap", secret);
    }

    public SecretKey unwrapSecret(byte[] wrapped) {
        return (SecretKey) unwrap("AESWrap", wrapped, "AES", Cipher.SECRET_KEY);
    }

    /// A private key, whose length is not a multiple of a block's, for the disk (RFC 5649).
    public byte[] wrap(PrivateKey secret) {
        return wrap("AES/KWP/NoPadding", secret);
    }

    public PrivateKey unwrapPrivate(byte[] wrapped, String algorithm) {
        return (PrivateKey) unwrap("AES/KWP/NoPadding", wrapped, algorithm, Cipher.PRIVATE_KEY);
    }

    /// HMAC-SHA-256 of a text, with a key of its own for each purpose.
    public byte[] authenticate(String purpose, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] own = mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
            mac.init(new SecretKeySpec(own, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }

    private byte[] wrap(String algorithm, Key secret) {
        try {
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(Cipher.WRAP_MODE, key);
            return cipher.wrap(secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key could not be wrapped", e);
        }
    }

    private Key unwrap(String algorithm, byte[] wrapped, String of, int kind) {
        try {
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(Cipher.UNWRAP_MODE, key);
            return cipher.unwrap(wrapped, of, kind);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "a key does not open with cinestream.privacy.master-key; is it the right one?",
                    e);
        }
    }
}
