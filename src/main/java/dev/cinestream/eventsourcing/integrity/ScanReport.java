package dev.cinestream.eventsourcing.integrity;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;

/// What a scan says at its end.
///
/// @param records read, repeats among them
/// @param events first occurrences
/// @param repeats records that an inbox skips: the same event again, after a takeover
/// @param repeatsUncompared repeats too many, or too new to the index, to compare with the first byte for byte
/// @param lanesBehind lanes whose end still waits in the outbox, so that a loss there would show only in the next scan
/// @param counts findings of each kind that was found
/// @param findings the first of them, at most [#MOST_FINDINGS]
/// @param lanes every lane that has events
@RegisterForReflection
public record ScanReport(
        long records,
        long events,
        long repeats,
        long repeatsUncompared,
        int lanesBehind,
        Map<Finding.Kind, Long> counts,
        List<Finding> findings,
        List<LaneTally> lanes) {

    public static final int MOST_FINDINGS = 1_000;

    /// Nothing was lost, changed, doubled or reordered.
    public boolean clean() {
        return counts.isEmpty();
    }

    /// One lane as the scan found it.
    ///
    /// @param sequence the last
    @RegisterForReflection
    public record LaneTally(
            String category,
            int lane,
            long sequence,
            long repeats,
            long missing,
            long reordered,
            long changed) {}
}
