package dev.cinestream.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/// The broker and the database of one run, in one folder that only this JVM may use.
///
/// The folder outlives them. Whoever started them closes them.
public final class RealParts implements AutoCloseable {
    private static final String OWNER = "owner.lock";

    private final EmbeddedDatabase database;
    private final EmbeddedKafka kafka;
    private final Holdings holdings;

    private RealParts(EmbeddedDatabase database, EmbeddedKafka kafka, Holdings holdings) {
        this.database = database;
        this.kafka = kafka;
        this.holdings = holdings;
    }

    /// Starts both; back when both answer. What had started is stopped again when the other cannot.
    ///
    /// @param kafkaPort 0 for a free one
    /// @param postgresPort 0 for a free one
    /// @throws Ports.PortTakenException naming the port and the property that chooses another
    public static RealParts start(Path folder, int kafkaPort, int postgresPort) {
        var holdings = new Holdings();
        var complete = false;
        try {
            holdings.add(own(folder));
            // It would be what takes the port.
            EmbeddedDatabase.stopLeftover(folder.resolve("postgres"));
            var databasePort =
                    Ports.claim(
                            postgresPort,
                            "the embedded PostgreSQL",
                            "cinestream.dev.postgres.port");
            var brokerPort =
                    Ports.claim(kafkaPort, "the embedded Kafka", "cinestream.dev.kafka.port");
            var database = EmbeddedDatabase.start(folder.resolve("postgres"), databasePort);
            holdings.add(database::close);
            var kafka = EmbeddedKafka.start(folder.resolve("kafka"), brokerPort);
            holdings.add(kafka::close);
            complete = true;
            return new RealParts(database, kafka, holdings);
        } finally {
            if (!complete) {
                holdings.close();
            }
        }
    }

    public EmbeddedDatabase database() {
        return database;
    }

    public EmbeddedKafka kafka() {
        return kafka;
    }

    /// Where they are, as the application's configuration.
    public Map<String, String> configuration() {
        return Map.of(
                "kafka.bootstrap.servers", kafka.bootstrapServers(),
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.reactive.url", database.reactiveUrl(),
                "quarkus.datasource.username", EmbeddedDatabase.USER,
                "quarkus.datasource.password", EmbeddedDatabase.PASSWORD);
    }

    @Override
    public void close() {
        holdings.close();
    }

    private static FileChannel own(Path folder) {
        try {
            Files.createDirectories(folder);
            var owner =
                    FileChannel.open(
                            folder.resolve(OWNER),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!lock(owner)) {
                owner.close();
                throw new IllegalStateException(
                        "another run uses the data folder %s; stop it first".formatted(folder));
            }
            return owner;
        } catch (IOException e) {
            throw new IllegalStateException("cannot use the data folder " + folder, e);
        }
    }

    /// Whether this is the folder of a run whose JVM is gone.
    static boolean isForsaken(Path folder) throws IOException {
        var owner = folder.resolve(OWNER);
        if (!Files.exists(owner)) {
            return false;
        }
        try (var channel = FileChannel.open(owner, StandardOpenOption.WRITE)) {
            return lock(channel);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /// What is to be given back, last first, each whatever became of the one before.
    private static final class Holdings {
        private final Deque<Closeable> stack = new ArrayDeque<>();

        void add(Closeable holding) {
            stack.push(holding);
        }

        void close() {
            if (stack.isEmpty()) {
                return;
            }
            try {
                stack.pop().close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot stop a part", e);
            } finally {
                close();
            }
        }
    }
}
