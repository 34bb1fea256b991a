package dev.cinestream.admin.web;

import dev.cinestream.eventsourcing.integrity.Finding;
import dev.cinestream.eventsourcing.integrity.LogScan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What ops see of scans, and ask of them.
public final class ScanViews {

    private static final int LONGEST = 500;

    private ScanViews() {}

    @Schema(name = "ScanWish")
    public record ScanWish(
            @Schema(description = "For the record, 1 to 500 characters") String reason,
            @Schema(description = "What to read; all when absent")
                    @Nullable List<String> categories) {

        public ScanWish {
            if (reason.isBlank() || reason.length() > LONGEST) {
                throw new IllegalArgumentException("A reason has 1 to " + LONGEST + " characters");
            }
        }

        /// None: all.
        List<String> wanted() {
            return categories == null ? List.of() : categories;
        }
    }

    @Schema(name = "Scan", description = "How far a scan is, and what it says in short")
    public record ScanView(
            UUID id,
            LogScan.State state,
            @Schema(description = "Who asked") String actor,
            List<String> categories,
            @Schema(description = "0 to 100") double percent,
            long recordsDone,
            long recordsTotal,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Schema(
                            description =
                                    "Nothing was lost, changed, doubled or reordered; absent until done")
                    @Nullable Boolean clean,
            @Schema(description = "Findings of each kind; absent until done")
                    @Nullable Map<Finding.Kind, Long> counts,
            @Nullable String error) {

        static ScanView of(LogScan of) {
            return new ScanView(
                    of.id(),
                    of.state(),
                    of.actor(),
                    of.categories(),
                    percent(of),
                    of.recordsDone(),
                    of.recordsTotal(),
                    of.startedAt(),
                    of.finishedAt(),
                    of.report() == null ? null : of.report().clean(),
                    of.report() == null ? null : of.report().counts(),
                    of.error());
        }

        private static double percent(LogScan of) {
            if (of.state() == LogScan.State.DONE) {
                return 100;
            }
            return of.recordsTotal() == 0
                    ? 0
                    : Math.min(99.9, 100.0 * of.recordsDone() / of.recordsTotal());
        }
    }
}
