package dev.cinestream.billing;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What accounts may use by their subscriptions: what other modules ask of billing. It follows the events: seen soon after a
/// payment, and gone soon after the end.
public interface Entitlements {

    /// What an account may use; [Granted#NOTHING] when it never subscribed.
    Uni<Granted> of(UUID account);

    /// @param entitlement null when nothing is allowed
    /// @param since when that was decided; null when it never subscribed
    record Granted(@Nullable Entitlement entitlement, @Nullable Instant since) {
        public static final Granted NOTHING = new Granted(null, null);
    }
}
