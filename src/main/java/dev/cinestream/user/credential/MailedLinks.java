package dev.cinestream.user.credential;

import dev.cinestream.eventsourcing.privacy.MasterKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// What a mailed link carries: which account and which challenge, authenticated. Nothing of it is stored, so whoever mails
/// it again after a crash mails the same.
@ApplicationScoped
public class MailedLinks {

    private static final int IDS = 32;
    private static final int MAC = 16;

    private final MasterKey key;

    MailedLinks(MasterKey key) {
        this.key = key;
    }

    /// What a link is for; one for the one is no good for the other.
    public enum Purpose {
        CONFIRM_EMAIL,
        RESET_PASSWORD
    }

    public record Link(UUID account, UUID challenge) {}

    public String write(Purpose purpose, Link link) {
        byte[] bytes =
                ByteBuffer.allocate(IDS + MAC)
                        .putLong(link.account().getMostSignificantBits())
                        .putLong(link.account().getLeastSignificantBits())
                        .putLong(link.challenge().getMostSignificantBits())
                        .putLong(link.challenge().getLeastSignificantBits())
                        .put(mac(purpose, link))
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Empty when it is none of ours, or for something else.
    public Optional<Link> read(Purpose purpose, String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length != IDS + MAC) {
                return Optional.empty();
            }
            ByteBuffer ids = ByteBuffer.wrap(bytes);
            var link =
                    new Link(
                            new UUID(ids.getLong(), ids.getLong()),
                            new UUID(ids.getLong(), ids.getLong()));
            byte[] sent = Arrays.copyOfRange(bytes, IDS, IDS + MAC);
            return MessageDigest.isEqual(sent, mac(purpose, link))
                    ? Optional.of(link)
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // not base64
        }
    }

    private byte[] mac(Purpose purpose, Link link) {
        byte[] whole =
                key.authenticate(
                        "user.mailed-link." + purpose, link.account() + "|" + link.challenge());
        return Arrays.copyOf(whole, MAC);
    }
}
