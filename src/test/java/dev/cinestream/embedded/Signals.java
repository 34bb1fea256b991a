package dev.cinestream.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Signals to a process and all that it started, which Java's own API does not send.
public final class Signals {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Signals() {}

    /// `SIGKILL` to the whole family; back when the process is gone. Stopped first, so that it starts no new child meanwhile.
    public static void kill9(ProcessHandle process) {
        pause(process);
        send("KILL", family(process));
        var deadline = Instant.now().plus(PATIENCE);
        while (runs(process)) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("process " + process.pid() + " survives SIGKILL");
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    /// A process that nobody reaps stays in the table, but has no program any more.
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    /// `SIGSTOP`, parent first.
    public static void pause(ProcessHandle process) {
        send("STOP", List.of(process));
        send("STOP", family(process));
    }

    /// `SIGCONT`.
    public static void resume(ProcessHandle process) {
        send("CONT", family(process));
    }

    private static List<ProcessHandle> family(ProcessHandle process) {
        var family = new ArrayList<ProcessHandle>();
        family.add(process);
        process.descendants().forEach(family::add);
        return family;
    }

    private static void send(String signal, List<ProcessHandle> processes) {
        var command = new ArrayList<>(List.of("kill", "-" + signal));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        try {
            // Its complaint about a process that ended by itself meanwhile is no news.
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending " + signal, e);
        }
    }
}
