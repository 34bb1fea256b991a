package dev.cinestream.eventsourcing.status;

import dev.cinestream.eventsourcing.inbox.Watermarks.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Turns "so many events behind" into "so long behind", without reading an event: it remembers what had been committed at
/// each look, and a consumer is as late as the first look whose events it has not all applied.
///
/// Looks are thinned out with age, so that any past fits: none stays that is closer to the next than a share of its age.
final class LagClock {

    static final int MOST = 512;
    private static final int FINENESS = 25;

    private final List<Look> looks = new ArrayList<>();

    private record Look(Instant at, Map<Lane, Long> committed) {

        boolean isPassedBy(Map<Lane, Long> applied) {
            return applied.entrySet().stream()
                    .allMatch(lane -> lane.getValue() >= committed.getOrDefault(lane.getKey(), 0L));
        }
    }

    synchronized void looked(Instant at, Map<Lane, Long> committed) {
        looks.add(new Look(at, Map.copyOf(committed)));
        if (looks.size() > MOST) {
            thin();
        }
    }

    /// How late a consumer of these lanes is.
    synchronized Duration behind(Instant now, Map<Lane, Long> applied) {
        Instant since = now;
        for (Look look : looks.reversed()) {
            if (look.isPassedBy(applied)) {
                break;
            }
            since = look.at();
        }
        return Duration.between(since, now);
    }

    synchronized int looks() {
        return looks.size();
    }

    private void thin() {
        Instant now = looks.getLast().at();
        List<Look> kept = new ArrayList<>();
        Instant next = Instant.MAX;
        for (Look look : looks.reversed()) {
            Duration age = Duration.between(look.at(), now);
            if (!look.at().plus(age.dividedBy(FINENESS)).isAfter(next)) {
                kept.add(look);
                next = look.at();
            }
        }
        looks.clear();
        looks.addAll(kept.reversed());
    }
}
