package dev.cinestream.chaos;

import dev.cinestream.chaos.Findings.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the checker says of a run, in one line; kept in `target/chaos/verdict.txt`, which the build prints last.
record Verdict(Settings settings, int faults, long acknowledged, long repeats, Findings findings) {

    private static final Path FILE = Path.of("target", "chaos", "verdict.txt");

    String line() {
        boolean applied = findings.count(Kind.TABLES) == 0 && findings.count(Kind.READ_MODEL) == 0;
        return "faults %d, acknowledged %d, lost %d, doubled %d, reordered %d, repeats in log %d (%s), read models %s%s"
                .formatted(
                        faults,
                        acknowledged,
                        findings.count(Kind.LOST),
                        findings.count(Kind.DOUBLED),
                        findings.count(Kind.REORDERED),
                        repeats,
                        applied ? "all skipped" : "not all skipped",
                        findings.count(Kind.READ_MODEL) == 0 ? "equal" : "differ",
                        findings.none()
                                ? ""
                                : "; found %s, shown again by -Dchaos.seed=%d -Dchaos.faults=%d"
                                        .formatted(
                                                findings.counts(),
                                                settings.seed(),
                                                settings.faults()));
    }

    void print() throws IOException {
        findings.told().forEach(System.out::println);
        System.out.println(line());
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, line() + "\n");
    }
}
