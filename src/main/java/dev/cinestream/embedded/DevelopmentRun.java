package dev.cinestream.embedded;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;

/// A run of `quarkus:dev`, seen from its first start to the end of its JVM, over all live reloads.
///
/// Called by name from [dev.cinestream.CineStream]. What must be remembered over a reload is a system property, as nothing
/// else outlives the application's class loader.
public final class DevelopmentRun {
    static final String APPLICATION_RUNS = "cinestream.dev.application.runs";

    private static final String STARTED = "cinestream.dev.parts.started";
    private static final String TOKEN_KEY = "cinestream.dev.tokens.key-file";
    private static final int APPLICATION_PROPERTIES_ORDINAL = 250;

    private DevelopmentRun() {}

    /// Before each start of the application; the first time it starts the parts and tells the application where they are.
    public static void start() {
        if (!Boolean.getBoolean(STARTED)) {
            startPartsOrEnd();
            System.setProperty(STARTED, "true");
        }
        System.setProperty(APPLICATION_RUNS, "true");
    }

    /// After each end of the application; the parts may stop now, if the JVM does.
    public static void applicationEnded() {
        System.setProperty(APPLICATION_RUNS, "false");
    }

    /// Without its parts there is nothing to run, and no log yet to say why: Quarkus sets it up when it starts.
    private static void startPartsOrEnd() {
        try {
            startParts();
        } catch (RuntimeException e) {
            System.err.println("\nCineStream cannot start.");
            for (Throwable reason = e; reason != null; reason = reason.getCause()) {
                System.err.println("  " + reason.getMessage());
            }
            System.exit(1);
        }
    }

    private static void startParts() {
        var config = config();
        var httpPort = config.getValue("quarkus.http.port", int.class);
        if (httpPort != 0) {
            Ports.claim(httpPort, "the HTTP server", "quarkus.http.port");
        }
        var folder = dataFolder();
        // Beside the data, wherever the run was started from.
        System.getProperties().putIfAbsent(TOKEN_KEY, folder.resolve("token-key.pem").toString());
        LastingClassLoader.startParts(
                        folder,
                        config.getValue("cinestream.dev.kafka.port", int.class),
                        config.getValue("cinestream.dev.postgres.port", int.class),
                        false)
                .forEach(System::setProperty);
    }

    /// The configuration as the application will see it. The application's own cannot be asked for before it starts.
    private static SmallRyeConfig config() {
        var properties =
                DevelopmentRun.class.getClassLoader().getResource("application.properties");
        if (properties == null) {
            throw new IllegalStateException("application.properties is not on the class path");
        }
        try {
            return new SmallRyeConfigBuilder()
                    .withProfile("dev")
                    .addDefaultSources()
                    .addDefaultInterceptors()
                    .withSources(
                            new PropertiesConfigSource(properties, APPLICATION_PROPERTIES_ORDINAL))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read application.properties", e);
        }
    }

    /// `target/dev`, wherever the run was started from: `./mvnw clean` forgets it.
    private static Path dataFolder() {
        try {
            var classes = DevelopmentRun.class.getProtectionDomain().getCodeSource().getLocation();
            return Path.of(classes.toURI()).toAbsolutePath().resolveSibling("dev");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the application's classes are not in a folder", e);
        }
    }
}
