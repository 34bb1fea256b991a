package dev.cinestream.chaos;

import dev.cinestream.embedded.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One instance of the packaged application.
final class ApplicationProcess implements ServerProcess {

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

    private final Path log;
    private final int port;
    private final Map<String, String> configuration;
    private Process process;

    ApplicationProcess(Path log, int port, Map<String, String> configuration) {
        this.log = log;
        this.port = port;
        this.configuration = Map.copyOf(configuration);
        this.process = spawn();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    boolean runs() {
        return process.isAlive();
    }

    @Override
    public Optional<ProcessHandle> process() {
        return Optional.of(process.toHandle());
    }

    /// Back at once: it answers when broker and database do.
    @Override
    public void restart() {
        if (process.isAlive()) {
            kill9();
        }
        process = spawn();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill9();
        }
    }

    private Process spawn() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC"));
        configuration.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-Dquarkus.http.host=127.0.0.1");
        command.add("-Dquarkus.http.port=" + port);
        command.addAll(List.of("-jar", JAR.toString()));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the application on port " + port, e);
        }
    }
}
