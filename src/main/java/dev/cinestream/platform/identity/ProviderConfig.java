package dev.cinestream.platform.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/// An OpenID Connect provider that keeps the accounts instead of us, under `cinestream.identity.provider`. It is there when
/// its key set's address is.
@ConfigMapping(prefix = "cinestream.identity.provider")
public interface ProviderConfig {

    /// Where it publishes its keys (RFC 7517).
    Optional<URI> jwksUrl();

    /// The claim `iss` of its tokens.
    Optional<String> issuer();

    /// The claim `aud` of its tokens for us.
    @WithDefault(OwnTokens.AUDIENCE)
    String audience();

    /// The claim that carries our roles; a path, for example `realm_access/roles`.
    @WithDefault("groups")
    String rolesClaim();
}
