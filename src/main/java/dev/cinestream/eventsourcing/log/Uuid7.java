package dev.cinestream.eventsourcing.log;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// UUIDv7 (RFC 9562): 48 bits of milliseconds, then a counter, then random bits; so ids made later sort later.
///
/// Within a process every id is greater than the one before, also within a millisecond and when the clock steps back:
/// the 12 bits after the version are a counter (RFC 9562, 6.2, method 1) that borrows from the future when it overflows.
/// The last 62 bits are from [SecureRandom], so an id cannot be guessed from its neighbour.
public final class Uuid7 {

    private static final int COUNTER_BITS = 12;
    private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long VARIANT_MASK = 0x3fff_ffff_ffff_ffffL;

    private static final AtomicLong LAST = new AtomicLong();
    private static volatile @Nullable SecureRandom random;

    private Uuid7() {}

    public static UUID next() {
        long stamp = advance(LAST, System.currentTimeMillis());
        return of(stamp, random().nextLong());
    }

    /// The milliseconds since the epoch that an id carries.
    ///
    /// @throws IllegalArgumentException when it is not a UUIDv7
    public static long millisOf(UUID id) {
        if (id.version() != 7) {
            throw new IllegalArgumentException(id + " is not a UUIDv7");
        }
        return id.getMostSignificantBits() >>> 16;
    }

    /// The next stamp (milliseconds and counter) after `last`, at least that of `millis`.
    static long advance(AtomicLong last, long millis) {
        long now = millis << COUNTER_BITS;
        return last.updateAndGet(before -> Math.max(before + 1, now));
    }

    static UUID of(long stamp, long random) {
        long millis = stamp >>> COUNTER_BITS;
        return new UUID(
                (millis << 16) | VERSION | (stamp & COUNTER_MASK),
                (random & VARIANT_MASK) | VARIANT);
    }

    /// Made at the first use and not with the class: Quarkus initialises classes while it builds a native image, and a
    /// seed must not be part of the image.
    private static SecureRandom random() {
        SecureRandom known = random;
        if (known == null) {
            known = new SecureRandom();
            random = known;
        }
        return known;
    }
}
