package dev.cinestream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cinestream.embedded.EmbeddedDatabase;
import dev.cinestream.embedded.LastingClassLoader;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// The real broker and the real database of this test JVM: `@QuarkusTestResource(EmbeddedParts.class)`, or
/// `@WithTestResource`, on a `@QuarkusTest` or a `@QuarkusIntegrationTest`; the statics for tests that talk to topics and
/// tables themselves.
///
/// Started once, at the first use, on free ports and in a folder of this process; ended and deleted with the JVM. Quarkus
/// loads test classes more than once in a JVM, so where they are is kept in system properties.
public final class EmbeddedParts implements QuarkusTestResourceLifecycleManager {
    private static final String PREFIX = "cinestream.test.parts.";
    private static final String MASTER_KEY =
            Base64.getEncoder().encodeToString("a-key-for-tests-of-the-package-!".getBytes(UTF_8));

    @Override
    public Map<String, String> start() {
        return packagedConfiguration();
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

    /// The same and what else the packaged application needs, since production has no defaults for it.
    public static Map<String, String> packagedConfiguration() {
        var all = new HashMap<>(configuration());
        // It would listen everywhere.
        all.put("quarkus.http.host", "127.0.0.1");
        all.put("cinestream.privacy.master-key", MASTER_KEY);
        all.put("cinestream.dev.tokens.enabled", "true");
        all.put("cinestream.site.url", "http://127.0.0.1");
        all.put("quarkus.mailer.mock", "true");
        // All tests come from one address.
        all.put("cinestream.identity.free-attempts-per-address", "100000");
        return all;
    }

    public static String kafkaBootstrap() {
        return running("kafka.bootstrap.servers");
    }

    /// To the database, by JDBC; the caller closes it.
    public static Connection connect() throws SQLException {
        return DriverManager.getConnection(
                jdbcUrl(), EmbeddedDatabase.USER, EmbeddedDatabase.PASSWORD);
    }

    /// Connect with [EmbeddedDatabase#USER] and [EmbeddedDatabase#PASSWORD], or with [#connect].
    public static String jdbcUrl() {
        return running("quarkus.datasource.jdbc.url");
    }

    public static String reactiveUrl() {
        return running("quarkus.datasource.reactive.url");
    }

    private static String running(String key) {
        var known = System.getProperty(PREFIX + key);
        return known != null ? known : startOnce().get(key);
    }

    private static synchronized Map<String, String> startOnce() {
        var folder =
                Path.of("target", "test-parts", Long.toString(ProcessHandle.current().pid()))
                        .toAbsolutePath();
        var places = LastingClassLoader.startParts(folder, 0, 0, true);
        places.forEach((key, value) -> System.setProperty(PREFIX + key, value));
        return places;
    }
}
