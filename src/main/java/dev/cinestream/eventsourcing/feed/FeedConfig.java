package dev.cinestream.eventsourcing.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Live feeds' settings, under `cinestream.feed`.
@ConfigMapping(prefix = "cinestream.feed")
public interface FeedConfig {

    /// Events kept in memory, once for all followers of a category; who is further behind the live log is cut off.
    @WithDefault("4096")
    int keptEvents();

    /// Followers at once in this instance; more are refused with 503.
    @WithDefault("1000")
    int maxFollowers();

    /// Threads that read what is older than the kept events, each with a consumer.
    @WithDefault("2")
    int readers();

    /// A follower that takes nothing of what there is for so long is cut off.
    @WithDefault("15000")
    long stalledAfterMillis();

    /// How often a quiet feed says that it is alive.
    @WithDefault("15000")
    long heartbeatMillis();
}
