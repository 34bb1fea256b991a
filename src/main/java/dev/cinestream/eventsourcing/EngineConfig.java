package dev.cinestream.eventsourcing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// The engine's settings, under `cinestream.engine`. Keys say their unit.
@ConfigMapping(prefix = "cinestream.engine")
public interface EngineConfig {

    /// Lanes a category has. Pinned at the first start.
    @WithDefault("64")
    int lanes();

    /// Lane groups over all categories. Pinned at the first start.
    @WithDefault("16")
    int laneGroups();

    /// Kafka partitions of a category's topic.
    @WithDefault("8")
    int partitions();

    /// Kafka replicas of every topic: 1 in development, 3 in production.
    @WithDefault("1")
    short replicationFactor();

    /// In-sync replicas a write needs: 1 in development, 2 in production.
    @WithDefault("1")
    int minInsyncReplicas();

    Command command();

    Relay relay();

    Scan scan();

    Reactions reactions();

    Rebuild rebuild();

    Heads heads();

    /// The command path.
    interface Command {
        /// Batches in flight at once in this instance; each takes a share of the lane groups. More of them are smaller ones,
        /// so more work for each command.
        @WithDefault("2")
        int pipelines();

        /// Commands in one transaction at most.
        @WithDefault("256")
        int maxBatchCommands();

        /// Commands waiting in one pipeline at most; more are refused with 503.
        @WithDefault("4096")
        int maxQueuedCommands();

        /// How long a batch may be tried again before its commands fail with 503.
        @WithDefault("10000")
        long giveUpAfterMillis();

        /// One try: longer means the connection is thrown away.
        @WithDefault("5000")
        long attemptTimeoutMillis();

        /// An event's payload at most; larger ones are refused before the commit.
        @WithDefault("900000")
        int maxEventBytes();

        /// Heads kept in memory, in bytes of their JSON, over all pipelines.
        @WithDefault("67108864")
        long cachedHeadBytes();

        /// How long a command's id is remembered, so that it is done once however often it is asked for; 0: for ever. Longer
        /// than any caller goes on asking, and than any outage after which an event is reacted to.
        @WithDefault("168")
        long rememberHours();

        /// From one look for ids that may be forgotten to the next.
        @WithDefault("60000")
        long forgetEveryMillis();
    }

    /// From the outbox to Kafka.
    interface Relay {
        @WithDefault("true")
        boolean enabled();

        /// How long a lease lasts without renewal; a dead instance's groups are taken over after it.
        @WithDefault("3000")
        long leaseMillis();

        /// Longest wait for new outbox rows when nobody wakes the relay: when a notification was lost.
        @WithDefault("250")
        long pollMillis();

        /// Outbox rows of one group fetched at once.
        @WithDefault("200")
        int fetchRows();

        /// How often progress is written back.
        @WithDefault("200")
        long confirmMillis();

        /// Rotate the outbox ring when the writing slot is this old.
        @WithDefault("10000")
        long rotateMillis();
    }

    /// Policies and processes.
    interface Reactions {
        /// Lanes (or what else a policy keeps in order) it reacts in side by side; each of them in order.
        @WithDefault("64")
        int lanesAtOnce();

        /// How often an event that cannot be reacted to is tried before its stream is parked. Trouble that passes does not
        /// count.
        @WithDefault("5")
        int tries();

        /// How often an instance looks for deadlines that are due: how late one passes at most, on an idle system.
        @WithDefault("100")
        long deadlinePollMillis();
    }

    /// From the log to a projection's next generation.
    interface Rebuild {
        /// Whether a start begins rebuilds of projections whose serving version is older than the code.
        @WithDefault("true")
        boolean automaticEnabled();

        /// Consumers side by side, each with its share of the partitions and one transaction at a time.
        @WithDefault("2")
        int workers();

        /// Events in one transaction at most.
        @WithDefault("5000")
        int batchEvents();

        /// Payload bytes in one transaction, about; each worker holds four such batches at most.
        @WithDefault("8388608")
        long batchBytes();

        /// How long a rebuild's owner may be silent; then another instance resumes it.
        @WithDefault("6000")
        long leaseMillis();

        /// Failures in a row before a rebuild is given up.
        @WithDefault("6")
        int maxAttempts();

        /// With so many events left or fewer, live batches are held while the rest is applied.
        @WithDefault("2000")
        long swapBelowEvents();

        /// A serving generation that is further behind the log than this is neither waited for nor compared.
        @WithDefault("100000")
        long comparedWithinEvents();

        /// How often lanes that stand still are looked for and read again.
        @WithDefault("5000")
        long gapCheckMillis();
    }

    /// Verifying scans of the log.
    interface Scan {
        /// Streams whose last event a scan keeps in memory; those of others lie in Postgres meanwhile.
        @WithDefault("100000")
        int streamsInMemory();
    }

    /// The comparison of heads with the log.
    interface Heads {
        /// States kept in memory while the log is folded, about; with less the log is read more often.
        @WithDefault("67108864")
        long foldedBytes();
    }
}
