package dev.cinestream.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The crash test (CS-7, CS-8, CS-9): short enough here for every build; with any seed and length by `-Pchaos`.
@Tag("chaos")
class ChaosIT {

    @Test
    void whatever_is_killed_or_paused_nothing_is_lost_doubled_or_reordered()
            throws IOException, InterruptedException, SQLException {
        Settings settings = Settings.given();
        Verdict verdict = new CrashRun(settings, new Titles()).run();
        verdict.print();
        assertThat(verdict.findings().told()).as(verdict.line()).isEmpty();
        assertThat(verdict.faults()).as("faults done in time").isEqualTo(settings.faults());
        assertThat(verdict.acknowledged())
                .as("commands acknowledged in time")
                .isGreaterThanOrEqualTo(settings.commands());
    }
}
