package dev.cinestream.user.credential;

import dev.cinestream.eventsourcing.decider.Personal;
import dev.cinestream.eventsourcing.privacy.MasterKey;
import dev.cinestream.user.Email;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.IDN;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.Locale;
import java.util.UUID;

/// The id of an address's claim: a keyed hash, so that the log does not tell an address to who guesses it.
///
/// Addresses that differ in case only are one: mail servers that tell them apart died out, people who write their own name
/// in capitals did not.
@ApplicationScoped
public class EmailIds {

    private static final String PURPOSE = "user.email-claim";
    private static final long CUSTOM_VERSION = 0x8000L;

    private final MasterKey key;

    EmailIds(MasterKey key) {
        this.key = key;
    }

    /// An address as the account says it, with its claim.
    public Email of(UUID account, String address) {
        String written = address.strip();
        return new Email(of(written), Personal.of(account, written));
    }

    /// The id of its claim, a UUID of version 8 (RFC 9562).
    public UUID of(String address) {
        ByteBuffer hash = ByteBuffer.wrap(key.authenticate(PURPOSE, normal(address.strip())));
        long most = (hash.getLong() & ~0xF000L) | CUSTOM_VERSION;
        long least = (hash.getLong() & ~(0b11L << 62)) | (0b10L << 62);
        return new UUID(most, least);
    }

    private static String normal(String address) {
        String lower = Normalizer.normalize(address, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        int at = lower.lastIndexOf('@');
        return lower.substring(0, at + 1) + ascii(lower.substring(at + 1));
    }

    private static String ascii(String domain) {
        try {
            return IDN.toASCII(domain);
        } catch (IllegalArgumentException _) {
            return domain; // not a domain; the account's rules refuse it
        }
    }
}
