package dev.cinestream.eventsourcing.inbox;

import dev.cinestream.eventsourcing.log.ConsistencyToken;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The rule of the inbox, without the database: for each lane the last sequence applied, and what to do with the next one.
///
/// `sequence ≤ last` was applied before and is skipped; `last + 1` is applied; anything beyond means that something is
/// missing, and is never applied over. What is held back so must be offered again: its lane counts as standing still until
/// the watermark has passed it, even when the missing one comes meanwhile.
public final class Watermarks {

    /// What to do with an event.
    public enum Verdict {
        APPLY,
        DUPLICATE,
        GAP
    }

    /// A lane of a category.
    public record Lane(String category, int lane) {}

    private final Map<Lane, Long> last;
    private final Set<Lane> changed = new HashSet<>();
    private final Map<Lane, Long> heldBack = new HashMap<>(); // the highest sequence of each lane

    public Watermarks(Map<Lane, Long> last) {
        this.last = new HashMap<>(last);
    }

    public Verdict offer(ConsistencyToken token) {
        var lane = new Lane(token.category(), token.lane());
        long applied = last.getOrDefault(lane, 0L);
        if (token.sequence() <= applied) {
            return Verdict.DUPLICATE;
        }
        if (token.sequence() > applied + 1) {
            heldBack.merge(lane, token.sequence(), Math::max);
            return Verdict.GAP;
        }
        last.put(lane, token.sequence());
        changed.add(lane);
        heldBack.computeIfPresent(lane, (_, held) -> held <= token.sequence() ? null : held);
        return Verdict.APPLY;
    }

    public long applied(Lane lane) {
        return last.getOrDefault(lane, 0L);
    }

    /// Lanes whose watermark moved.
    public Set<Lane> changed() {
        return changed;
    }

    /// Lanes that hold something back after all that was offered.
    public Set<Lane> gaps() {
        return heldBack.keySet();
    }
}
