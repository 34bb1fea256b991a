package dev.cinestream;

import dev.cinestream.embedded.EmbeddedDatabase;
import dev.cinestream.embedded.RealParts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/// The real broker and the real database of this test JVM: `@QuarkusTestResource(EmbeddedParts.class)`, or
/// `@WithTestResource`, on a `@QuarkusTest` or a `@QuarkusIntegrationTest`; the statics for tests that talk to topics and
/// tables themselves.
///
/// Started once, at the first use, on free ports and in a folder of this process; ended and deleted with the JVM. Quarkus
/// loads test classes more than once in a JVM, so where they are is kept in system properties.
public final class EmbeddedParts implements QuarkusTestResourceLifecycleManager {
    private static final String PREFIX = "cinestream.test.parts.";

    @Override
    public Map<String, String> start() {
        var all = new HashMap<>(configuration());
        all.put(
                "quarkus.http.host",
                "127.0.0.1"); // the packaged application would listen everywhere
        return all;
    }

    /// They stay for the next test class.
    @Override
    public void stop() {}

    /// What the application must be told to use them.
    public static Map<String, String> configuration() {
        return Map.of(
                "kafka.bootstrap.servers", kafkaBootstrap(),
                "quarkus.datasource.jdbc.url", jdbcUrl(),
                "quarkus.datasource.reactive.url", reactiveUrl(),
                "quarkus.datasource.username", EmbeddedDatabase.USER,
                "quarkus.datasource.password", EmbeddedDatabase.PASSWORD);
    }

    public static String kafkaBootstrap() {
        return running("kafka.bootstrap.servers");
    }

    /// Connect with [EmbeddedDatabase#USER] and [EmbeddedDatabase#PASSWORD].
    public static String jdbcUrl() {
        return running("quarkus.datasource.jdbc.url");
    }

    public static String reactiveUrl() {
        return running("quarkus.datasource.reactive.url");
    }

    private static String running(String key) {
        var known = System.getProperty(PREFIX + key);
        if (known != null) {
            return known;
        }
        startOnce();
        return System.getProperty(PREFIX + key);
    }

    private static synchronized void startOnce() {
        // The system class loader outlives every Quarkus one; the servers' threads and the shutdown
        // hook need it to.
        try {
            ClassLoader.getSystemClassLoader()
                    .loadClass(Starter.class.getName())
                    .getMethod("start", Properties.class)
                    .invoke(null, System.getProperties());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot start the real parts", e);
        }
    }

    /// What runs in the system class loader.
    public static final class Starter {
        private static boolean started;

        private Starter() {}

        public static synchronized void start(Properties places) {
            if (started) {
                return;
            }
            var all = Path.of("target", "test-parts").toAbsolutePath();
            var folder = all.resolve(Long.toString(ProcessHandle.current().pid()));
            var caller = Thread.currentThread().getContextClassLoader();
            Thread.currentThread().setContextClassLoader(Starter.class.getClassLoader());
            try {
                var parts = RealParts.start(folder, 0, 0);
                Runtime.getRuntime()
                        .addShutdownHook(new Thread(() -> end(parts, folder), "test-parts-end"));
                parts.configuration()
                        .forEach((key, value) -> places.setProperty(PREFIX + key, value));
                started = true;
            } finally {
                Thread.currentThread().setContextClassLoader(caller);
            }
        }

        private static void end(RealParts parts, Path folder) {
            try {
                parts.close();
            } finally {
                delete(folder);
            }
        }

        private static void delete(Path folder) {
            try {
                Files.walkFileTree(folder, new Deleter());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot delete " + folder, e);
            }
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
        public FileVisitResult postVisitDirectory(
                Path folder, @org.jspecify.annotations.Nullable IOException e) throws IOException {
            if (e != null) {
                throw e;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
