package dev.cinestream.user.session;

import dev.cinestream.platform.identity.VerificationKeys;
import dev.cinestream.user.adapter.SigningKeyTable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The keys our access tokens are signed with. Each signs for a month; the next is made and published a while before, so that
/// every instance, and everybody who reads our key set, knows it when the first token comes; it verifies until the last
/// token has expired.
@ApplicationScoped
public class SigningKeys implements VerificationKeys {

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    private static final Duration SIGNS_FOR = Duration.ofDays(30);
    private static final Duration PUBLISHED_BEFORE = Duration.ofHours(2);
    private static final Duration VERIFIES_LONGER_BY = AccessTokens.LIFETIME.plusMinutes(5);
    private static final Duration LOOKED_AT_EVERY = Duration.ofMinutes(1);
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private final SigningKeyTable table;
    private volatile List<SigningKey> keys = List.of();
    private @Nullable Cancellable looking;

    SigningKeys(SigningKeyTable table) {
        this.table = table;
    }

    void start(@Observes StartupEvent event) {
        keys = table.add(SigningKeys::wanted).await().atMost(AT_MOST);
        looking =
                Multi.createFrom()
                        .ticks()
                        .startingAfter(LOOKED_AT_EVERY)
                        .every(LOOKED_AT_EVERY)
                        .onOverflow()
                        .drop()
                        .onItem()
                        .transformToUniAndConcatenate(_ ->
                                table.add(SigningKeys::wanted)
                                        .onFailure()
                                        .invoke(failure ->
                                                LOG.warnf(
                                                        "signing keys are looked at again in %s: %s",
                                                        LOOKED_AT_EVERY, failure))
                                        .onFailure()
                                        .recoverWithItem(() -> keys))
                        .subscribe()
                        .with(
                                read -> keys = read,
                                e -> LOG.error("signing keys are not looked at any more", e));
    }

    void stop(@Observes ShutdownEvent event) {
        if (looking != null) {
            looking.cancel();
        }
    }

    /// Those that verify now or will soon, for the public key set.
    public List<SigningKey> published() {
        return keys;
    }

    @Override
    public @Nullable PublicKey key(String kid) {
        return keys.stream()
                .filter(key -> key.kid().equals(kid))
                .filter(key -> Instant.now().isBefore(key.verifiesUntil()))
                .map(SigningKey::publicKey)
                .findFirst()
                .orElse(null);
    }

    /// The newest whose time has come; by a clock that is behind, perhaps none has.
    SigningKey signing() {
        Instant now = Instant.now();
        List<SigningKey> known = keys;
        return known.stream()
                .filter(key -> !now.isBefore(key.signsFrom()))
                .reduce((_, later) -> later)
                .orElseGet(known::getFirst);
    }

    /// A new key, when the last one will not sign for much longer.
    static Optional<SigningKey> wanted(List<SigningKey> there) {
        Instant now = Instant.now();
        Instant last =
                there.stream()
                        .map(SigningKey::signsUntil)
                        .max(Instant::compareTo)
                        .filter(until -> until.isAfter(now))
                        .orElse(now);
        return last.isAfter(now.plus(PUBLISHED_BEFORE))
                ? Optional.empty()
                : Optional.of(make(last));
    }

    private static SigningKey make(Instant from) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            Instant until = from.plus(SIGNS_FOR);
            return new SigningKey(
                    kid(pair.getPublic()),
                    (ECPublicKey) pair.getPublic(),
                    pair.getPrivate(),
                    from,
                    until,
                    until.plus(VERIFIES_LONGER_BY));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes P-256 keys", e);
        }
    }

    private static String kid(PublicKey key) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
        return HexFormat.of().formatHex(hash, 0, 16);
    }
}
