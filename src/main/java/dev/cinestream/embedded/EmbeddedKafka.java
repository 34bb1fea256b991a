package dev.cinestream.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/// A real Kafka server in this JVM: broker and KRaft controller in one, bound to the loopback address.
///
/// Its data folder outlives it: started again on the same folder it has its topics, records and groups back. Small where a
/// laptop notices (buffers, segments, threads), quick where a developer waits (group sessions of 4 s).
public final class EmbeddedKafka implements AutoCloseable {
    private static final String CLUSTER_ID = "Y2luZXN0cmVhbS1kZXY0MA";

    /// The loggers it writes to. Held, so that their levels are not collected with them.
    private static final List<Logger> LOGGERS =
            List.of(
                    Logger.getLogger("kafka"),
                    Logger.getLogger("org.apache.kafka"),
                    Logger.getLogger("state.change.logger"));

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedKafka(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /// Formats the folder if it is new, and starts.
    ///
    /// @param port of the broker's listener; free at the time of the call
    public static EmbeddedKafka start(Path folder, int port) {
        refuseToEndTheJvm();
        return start(KafkaNode.single(folder, port));
    }

    static EmbeddedKafka start(KafkaNode node) {
        LOGGERS.forEach(logger -> logger.setLevel(Level.WARNING));
        format(node);
        var server = new KafkaRaftServer(new KafkaConfig(node.settings()), Time.SYSTEM);
        server.startup();
        return new EmbeddedKafka(server, node.listener());
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(KafkaNode node) {
        try {
            Files.createDirectories(node.folder());
            new Formatter()
                    .setPrintStream(
                            new PrintStream(
                                    OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(node.id())
                    .setClusterId(CLUSTER_ID)
                    .setDirectories(List.of(node.folder().toString()))
                    .setMetadataLogDirectory(node.folder().toString())
                    .setControllerListenerName(KafkaNode.CONTROLLER)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setIgnoreFormatted(true)
                    .run();
        } catch (IOException e) {
            throw new IllegalStateException("cannot write Kafka's data folder " + node.folder(), e);
        } catch (Exception e) {
            throw new IllegalStateException(
                    "cannot format Kafka's data folder "
                            + node.folder()
                            + "; `./mvnw clean` forgets it",
                    e);
        }
    }

    /// A broker that meets a fatal fault ends its process; here that would be the application or the tests.
    private static void refuseToEndTheJvm() {
        Exit.Procedure refuse =
                (status, message) -> {
                    throw new IllegalStateException(
                            "the embedded Kafka gave up (status %d): %s"
                                    .formatted(status, message));
                };
        Exit.setExitProcedure(refuse);
        Exit.setHaltProcedure(refuse);
    }
}
