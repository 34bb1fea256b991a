package dev.cinestream.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Real parts that last as long as the JVM, whatever becomes of the class loaders that asked for them.
///
/// Dev mode throws away the application's class loader at each live reload, and the tests have several. So this class is
/// to be run by [LastingClassLoader], takes and returns nothing but types of the JDK, and is called by name.
public final class LastingParts {
    private static final Duration APPLICATION_PATIENCE = Duration.ofSeconds(10);

    private static @Nullable Map<String, String> places;

    private LastingParts() {}

    /// Starts the parts, once; they end with the JVM, after the application.
    ///
    /// @param forget whether their data folder goes with them
    /// @return where they are, as the application's configuration
    public static synchronized Map<String, String> start(
            Path folder, int kafkaPort, int postgresPort, boolean forget) {
        if (places == null) {
            if (forget) {
                forgetEarlierRuns(folder.resolveSibling(""));
            }
            var parts = RealParts.start(folder, kafkaPort, postgresPort);
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(() -> end(parts, folder, forget), "embedded-parts-end"));
            places = parts.configuration();
        }
        return places;
    }

    /// Runs whose JVM was killed could neither stop their database nor delete their folder.
    private static void forgetEarlierRuns(Path runs) {
        try {
            Files.createDirectories(runs);
            try (var folders = Files.newDirectoryStream(runs)) {
                for (var run : folders) {
                    if (RealParts.isForsaken(run)) {
                        EmbeddedDatabase.stopLeftover(run.resolve("postgres"));
                        delete(run);
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot clean up after earlier runs in " + runs, e);
        }
    }

    private static void end(RealParts parts, Path folder, boolean forget) {
        awaitApplication();
        try {
            parts.close();
        } finally {
            if (forget) {
                delete(folder);
            }
        }
    }

    /// The application is told to stop at the same time; taking its database first would only make it complain.
    private static void awaitApplication() {
        var deadline = Instant.now().plus(APPLICATION_PATIENCE);
        while (Boolean.getBoolean(DevelopmentRun.APPLICATION_RUNS)
                && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new Deleter());
        } catch (IOException e) {
            throw new IllegalStateException("cannot delete " + folder, e);
        }
    }

    private static final class Deleter extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
                throws IOException {
            if (e != null) {
                throw e;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
