package dev.cinestream.platform.health;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// When an instance is not ready, under `cinestream.health`.
///
/// Lag is the cluster's, not an instance's: were it a reason by default, one stopped lane would take every instance out of
/// service. It is always reported.
@ConfigMapping(prefix = "cinestream.health")
public interface HealthConfig {

    /// Not ready when an event has waited longer for Kafka; 0: never a reason.
    @WithDefault("0")
    long mostRelayLagMillis();

    /// Not ready when a projection is later than this; 0: never a reason.
    @WithDefault("0")
    long mostProjectionLagMillis();
}
