package dev.cinestream.bench;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.embedded.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Starts the native binary beside parts that are up, waits until it calls itself ready, leaves it alone, and weighs it; then
/// puts it under load and weighs it again.
record NativeStart(
        double readySeconds, double idleMegabytes, double perSecond, double busyMegabytes) {

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofSeconds(15);
    private static final int STARTS = 5;

    /// The binary that `./mvnw verify -Dnative` left, if it did.
    static Optional<Path> binary() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.toString().endsWith("-runner")).findFirst();
        }
    }

    /// What the binary does in a second, at this address.
    @FunctionalInterface
    interface Load {
        double perSecond(URI server) throws Exception;
    }

    /// The median of some starts; the rest from the last of them.
    static NativeStart measure(Path binary, Load load) throws Exception {
        double[] seconds = new double[STARTS];
        double idle = 0;
        double perSecond = 0;
        double busy = 0;
        for (int i = 0; i < STARTS; i++) {
            int port = Ports.free();
            long started = System.nanoTime();
            Process process = spawn(binary, port);
            try {
                awaitReady(process, port, started);
                seconds[i] = (System.nanoTime() - started) / 1e9;
                if (i == STARTS - 1) {
                    Thread.sleep(IDLE);
                    idle = residentMegabytes(process.pid());
                    perSecond = load.perSecond(URI.create("http://127.0.0.1:" + port));
                    busy = residentMegabytes(process.pid());
                }
            } finally {
                process.destroy();
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            }
        }
        Arrays.sort(seconds);
        return new NativeStart(seconds[STARTS / 2], idle, perSecond, busy);
    }

    private static Process spawn(Path binary, int port) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(binary.toAbsolutePath().toString());
        EmbeddedParts.packagedConfiguration()
                .forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-Dquarkus.http.port=" + port);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "bench", "native.log").toFile())
                .start();
    }

    private static void awaitReady(Process process, int port, long started) throws Exception {
        var ready =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (true) {
                try {
                    if (client.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (IOException notYet) {
                    if (!process.isAlive()) {
                        throw new IllegalStateException(
                                "the binary ended with " + process.exitValue(), notYet);
                    }
                }
                if (System.nanoTime() - started > AT_MOST.toNanos()) {
                    throw new IllegalStateException("the binary was not ready in " + AT_MOST);
                }
                Thread.sleep(2);
            }
        }
    }

    private static double residentMegabytes(long pid) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            String resident =
                    lines.filter(line -> line.startsWith("VmRSS:")).findFirst().orElseThrow();
            return Long.parseLong(resident.replaceAll("\\D", "")) / 1024.0;
        }
    }
}
