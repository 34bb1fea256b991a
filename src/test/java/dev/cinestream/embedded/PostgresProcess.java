package dev.cinestream.embedded;

import java.nio.file.Path;
import java.util.Optional;

/// A PostgreSQL server for fault tests. It is a family of processes; what is done to it is done to all of them.
public final class PostgresProcess implements ServerProcess {
    private final Path folder;
    private final int port;
    private EmbeddedDatabase database;

    private PostgresProcess(Path folder, int port) {
        this.folder = folder;
        this.port = port;
        this.database = EmbeddedDatabase.start(folder, port);
    }

    public static PostgresProcess start(Path folder) {
        return new PostgresProcess(folder.resolve("postgres").toAbsolutePath(), Ports.free());
    }

    public String jdbcUrl() {
        return database.jdbcUrl();
    }

    public String reactiveUrl() {
        return database.reactiveUrl();
    }

    @Override
    public Optional<ProcessHandle> process() {
        return database.process();
    }

    @Override
    public void restart() {
        kill9();
        database.abandon();
        database = EmbeddedDatabase.start(folder, port);
    }

    @Override
    public void close() {
        if (database.process().isEmpty()) {
            database.abandon();
            return;
        }
        resume();
        database.close();
    }
}
