package dev.cinestream.platform.identity;

import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/// Keys that this installation itself signs tokens with. Whoever issues them says so by a bean of this type.
public interface VerificationKeys {

    /// The P-256 key of this name, as long as it verifies; null when there is none.
    @Nullable PublicKey key(String kid);
}
