package dev.cinestream.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// One Kafka server in a JVM of its own.
final class KafkaProcess implements ServerProcess {
    private final KafkaNode node;
    private Process process;

    private KafkaProcess(KafkaNode node) {
        this.node = node;
        this.process = spawn();
    }

    /// Back at once: a node of three is ready only when a second one is there. See [#awaitReady()].
    static KafkaProcess begin(KafkaNode node) {
        return new KafkaProcess(node);
    }

    void awaitReady() {
        var log = log();
        try {
            // Not closed: that would close the pipe under the server.
            var reader = process.inputReader(StandardCharsets.UTF_8);
            for (var line = reader.readLine();
                    !KafkaServerMain.READY.equals(line);
                    line = reader.readLine()) {
                if (line == null) {
                    throw new IllegalStateException(
                            "Kafka server %d ended; see %s".formatted(node.id(), log));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot hear Kafka server %d; see %s".formatted(node.id(), log), e);
        }
    }

    @Override
    public Optional<ProcessHandle> process() {
        return Optional.of(process.toHandle());
    }

    @Override
    public void restart() {
        if (process.isAlive()) {
            kill9();
        }
        process = spawn();
        awaitReady();
    }

    @Override
    public void close() {
        try {
            resume();
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                kill9();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot end Kafka server " + node.id(), e);
        } catch (InterruptedException e) {
            kill9();
            Thread.currentThread().interrupt();
        }
    }

    private Process spawn() {
        try {
            Files.createDirectories(node.folder());
            return new ProcessBuilder(command())
                    .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start Kafka server " + node.id(), e);
        }
    }

    private List<String> command() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        KafkaServerMain.class.getName()));
        command.addAll(
                List.of(
                        Integer.toString(node.id()),
                        node.folder().toString(),
                        Integer.toString(node.port())));
        node.voters().forEach(voter -> command.add(voter.id() + ":" + voter.controllerPort()));
        return command;
    }

    private Path log() {
        return node.folder().resolveSibling(node.folder().getFileName() + ".log");
    }
}
