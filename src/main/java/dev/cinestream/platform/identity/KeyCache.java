package dev.cinestream.platform.identity;

import io.smallrye.mutiny.Uni;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A provider's keys, kept for a while. They are read when a token names one that is not known, and when they are old;
/// whoever needs them waits, all for the same reading. Tokens with made-up names do not make us ask the provider all the
/// time: after a reading that did not bring what was wanted, the next waits twice as long.
final class KeyCache {

    private static final Logger LOG = Logger.getLogger(KeyCache.class);

    /// So long nobody asks whether they have changed.
    static final Duration FRESH = Duration.ofMinutes(10);

    /// So long they are good while the provider cannot be reached.
    static final Duration GOOD = Duration.ofHours(24);

    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Supplier<Uni<Map<String, PublicKey>>> source;
    private final InstantSource clock;

    private volatile Known known = new Known(Map.of(), Instant.EPOCH);
    private Instant notBefore = Instant.EPOCH;
    private Duration pause = FIRST_PAUSE;
    private @Nullable Uni<Void> underWay;

    private record Known(Map<String, PublicKey> keys, Instant readAt) {
        boolean isOlderThan(Duration age, Instant now) {
            return readAt.plus(age).isBefore(now);
        }
    }

    KeyCache(Supplier<Uni<Map<String, PublicKey>>> source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    @Nullable PublicKey key(String kid) {
        Known now = known;
        return now.isOlderThan(GOOD, clock.instant()) ? null : now.keys().get(kid);
    }

    /// Done, and never failed, when the key of this name is known, or as much as can be known of it now.
    synchronized Uni<Void> ready(String kid) {
        Instant now = clock.instant();
        boolean isKnown = known.keys().containsKey(kid) && !known.isOlderThan(FRESH, now);
        if (isKnown || (underWay == null && now.isBefore(notBefore))) {
            return Uni.createFrom().voidItem();
        }
        if (underWay == null) {
            underWay =
                    source.get()
                            .invoke(keys -> learned(keys, kid))
                            .onFailure()
                            .invoke(this::failed)
                            .onFailure()
                            .recoverWithNull()
                            .onTermination()
                            .invoke(this::ended)
                            .replaceWithVoid()
                            .memoize()
                            .indefinitely();
        }
        return underWay;
    }

    private synchronized void learned(Map<String, PublicKey> keys, String wanted) {
        known = new Known(keys, clock.instant());
        pause(keys.containsKey(wanted));
    }

    private synchronized void failed(Throwable failure) {
        LOG.warnf("the provider's keys could not be read: %s", failure.getMessage());
        pause(false);
    }

    private void pause(boolean broughtWhatWasWanted) {
        notBefore = clock.instant().plus(pause);
        Duration doubled = pause.multipliedBy(2);
        pause =
                broughtWhatWasWanted
                        ? FIRST_PAUSE
                        : doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private synchronized void ended() {
        underWay = null;
    }
}
