package dev.cinestream.billing.readmodel;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Rows of one table while a batch is folded onto them.
final class Folded<R> {

    private final Map<UUID, R> there;
    private final Map<UUID, R> changed = new LinkedHashMap<>();

    /// @param there as they are in the table
    Folded(Map<UUID, R> there) {
        this.there = there;
    }

    @Nullable R find(UUID id) {
        R now = changed.get(id);
        return now == null ? there.get(id) : now;
    }

    /// @throws IllegalStateException when it is not there: a change of it would be lost without a word
    R get(UUID id) {
        R row = find(id);
        if (row == null) {
            throw new IllegalStateException("an event changes a row that is not there: " + id);
        }
        return row;
    }

    void put(UUID id, R row) {
        changed.put(id, row);
    }

    Collection<R> changed() {
        return changed.values();
    }
}
