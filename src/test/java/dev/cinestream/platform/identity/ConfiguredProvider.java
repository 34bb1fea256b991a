package dev.cinestream.platform.identity;

import java.net.URI;
import java.util.Optional;

/// A provider's settings, as tests write them.
record ConfiguredProvider(
        Optional<URI> jwksUrl, Optional<String> issuer, String audience, String rolesClaim)
        implements ProviderConfig {

    /// We keep the accounts ourselves.
    static Provider none() {
        return new Provider(
                new ConfiguredProvider(Optional.empty(), Optional.empty(), "", ""), null);
    }
}
