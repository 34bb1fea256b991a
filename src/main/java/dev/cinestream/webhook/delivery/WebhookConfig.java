package dev.cinestream.webhook.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/// How other systems are told.
@ConfigMapping(prefix = "cinestream.webhook")
public interface WebhookConfig {

    /// Whether endpoints may be in this machine's own network, and be spoken to without TLS. For development: elsewhere an
    /// endpoint must not be a way into the network.
    @WithDefault("false")
    boolean privateAddressesEnabled();

    /// The pauses between attempts; when all are used up a delivery is given up.
    @WithDefault("PT5S,PT5M,PT30M,PT2H,PT5H,PT10H,PT14H,PT20H,PT24H")
    List<Duration> pauses();

    /// An endpoint that has not answered by then has not taken it.
    @WithDefault("PT15S")
    Duration timeout();

    /// How often it is looked for deliveries.
    @WithDefault("PT0.2S")
    Duration every();
}
