package dev.cinestream.platform.metrics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How often the engine's state is looked at, under `cinestream.metrics`.
@ConfigMapping(prefix = "cinestream.metrics")
public interface MetricsConfig {

    /// From one look to the next; 0: never, and the gauges of the engine's state are not there.
    @WithDefault("5000")
    long lookEveryMillis();
}
