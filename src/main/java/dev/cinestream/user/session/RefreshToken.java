package dev.cinestream.user.session;

import dev.cinestream.eventsourcing.privacy.MasterKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// What a device keeps to stay logged in: its session and how often that was refreshed, authenticated. A token is good once;
/// an older one of a session that goes on was stolen, or its thief was faster. Since it is computed, not stored, a read of
/// the database gives nobody a session, and an answer that was lost can be given again.
public record RefreshToken(UUID session, long number) {

    private static final int PLAIN = 24;
    private static final int MAC = 32;

    public String write(MasterKey key) {
        byte[] bytes =
                ByteBuffer.allocate(PLAIN + MAC)
                        .putLong(session.getMostSignificantBits())
                        .putLong(session.getLeastSignificantBits())
                        .putLong(number)
                        .put(mac(key))
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Empty when we never wrote it.
    public static Optional<RefreshToken> read(String text, MasterKey key) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // not base64
        }
        if (bytes.length != PLAIN + MAC) {
            return Optional.empty();
        }
        ByteBuffer plain = ByteBuffer.wrap(bytes);
        var token = new RefreshToken(new UUID(plain.getLong(), plain.getLong()), plain.getLong());
        byte[] sent = Arrays.copyOfRange(bytes, PLAIN, PLAIN + MAC);
        return MessageDigest.isEqual(sent, token.mac(key)) ? Optional.of(token) : Optional.empty();
    }

    private byte[] mac(MasterKey key) {
        return key.authenticate("user.refresh-token", session + "|" + number);
    }

    @Override
    public String toString() {
        return "RefreshToken[session=" + session + ", number=" + number + "]"; // never what logs in
    }
}
