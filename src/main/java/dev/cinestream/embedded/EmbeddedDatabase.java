package dev.cinestream.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A real PostgreSQL server, a process of its own bound to the loopback address, with the application's database in it.
///
/// As durable as in production (`fsync` and `synchronous_commit` on), with its data folder kept between starts. A server
/// that a killed JVM left behind on the same folder is stopped first.
public final class EmbeddedDatabase implements AutoCloseable {
    public static final String NAME = "cinestream";
    public static final String USER = "cinestream";

    /// Anything would do: the server trusts whoever reaches the loopback address.
    public static final String PASSWORD = "cinestream";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LEFTOVER_PATIENCE = Duration.ofSeconds(20);

    /// Held, so that its level is not collected with it.
    private static final Logger STARTER = Logger.getLogger("io.zonky.test");

    private final EmbeddedPostgres server;
    private final Path folder;

    private EmbeddedDatabase(EmbeddedPostgres server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /// Creates the cluster and the database if the folder is new, and starts; back when it answers.
    ///
    /// @param port free at the time of the call
    public static EmbeddedDatabase start(Path folder, int port) {
        STARTER.setLevel(Level.WARNING);
        try {
            Files.createDirectories(folder);
            stopLeftover(folder);
            var log = Redirect.appendTo(folder.resolveSibling("postgres.log").toFile());
            // The starter passes -F (no fsync); what is set here comes after it and wins.
            var server =
                    EmbeddedPostgres.builder()
                            .setDataDirectory(folder)
                            .setCleanDataDirectory(false)
                            .setRegisterShutdownHook(false)
                            .setPort(port)
                            .setPGStartupWait(PATIENCE)
                            .setOutputRedirector(log)
                            .setErrorRedirector(log)
                            .setLocaleConfig("locale", "C")
                            .setLocaleConfig("locale-provider", "builtin")
                            .setLocaleConfig("builtin-locale", "C.UTF-8")
                            .setServerConfig("listen_addresses", "127.0.0.1")
                            .setServerConfig("unix_socket_directories", "")
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .setServerConfig("max_connections", "100")
                            .setServerConfig("shared_buffers", "256MB")
                            .setServerConfig("max_wal_size", "2GB")
                            .setServerConfig("timezone", "UTC")
                            .start();
            var database = new EmbeddedDatabase(server, folder);
            database.createDatabase();
            return database;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(
                    "cannot start PostgreSQL on %s, port %d; see postgres.log beside it"
                            .formatted(folder, port),
                    e);
        }
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), NAME);
    }

    public String reactiveUrl() {
        return "postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), NAME);
    }

    /// The server's first process, while it lives.
    Optional<ProcessHandle> process() {
        return processOn(folder);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot stop PostgreSQL on " + folder, e);
        }
    }

    /// Lets go of a server that was killed: the folder may be used again. There is nothing to stop, and the starter's
    /// complaint about that is no news.
    void abandon() {
        STARTER.setLevel(Level.OFF);
        try {
            close();
        } finally {
            STARTER.setLevel(Level.WARNING);
        }
    }

    private void createDatabase() throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            try (var found =
                    statement.executeQuery(
                            "SELECT FROM pg_database WHERE datname = '" + NAME + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute(
                    "DO $$BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN CREATE ROLE %1$s LOGIN PASSWORD '%2$s'; END IF; END$$"
                            .formatted(USER, PASSWORD));
            statement.execute("CREATE DATABASE %s OWNER %s".formatted(NAME, USER));
        }
    }

    /// Stops the server that a killed JVM left behind on this folder, if there is one.
    static void stopLeftover(Path folder) {
        var leftover = processOn(folder);
        if (leftover.isEmpty()) {
            return;
        }
        var pid = leftover.get().pid();
        try {
            // SIGINT is PostgreSQL's fast stop: sessions end, nothing is lost.
            new ProcessBuilder("kill", "-INT", Long.toString(pid)).inheritIO().start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop PostgreSQL process " + pid, e);
        }
        var deadline = Instant.now().plus(LEFTOVER_PATIENCE);
        while (processOn(folder).isPresent()) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(
                        "PostgreSQL process %d of an earlier run holds %s and does not stop"
                                .formatted(pid, folder));
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    /// Whom `postmaster.pid` names, if that process lives and is a PostgreSQL server: a number may have been used again.
    private static Optional<ProcessHandle> processOn(Path folder) {
        var pidFile = folder.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(pidFile)) {
            return lines.findFirst()
                    .map(String::strip)
                    .map(Long::parseLong)
                    .flatMap(ProcessHandle::of)
                    .filter(process -> process.info().command().orElse("").endsWith("postgres"));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + pidFile, e);
        }
    }
}
