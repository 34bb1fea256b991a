package dev.cinestream.content.readmodel;

import dev.cinestream.content.AvailabilityWindow;
import dev.cinestream.content.title.TitleState.Standing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// From where somebody looks at the catalog. A viewer sees what is published and available, with all that is above it
/// published and available too; an editor sees everything, and with a country, what is available there.
///
/// @param seesAll for editors: drafts and what is withdrawn, too
/// @param country ISO 3166-1 alpha-2; null for anywhere
/// @param now the moment that availability is judged by
public record Viewpoint(boolean seesAll, @Nullable String country, Instant now) {

    /// Whether there is nothing that is not seen.
    boolean isUnlimited() {
        return seesAll && country == null;
    }

    /// What [#condition] asks of each row, of one that was read: not of what is above it.
    boolean shows(TitleRow row) {
        if (isUnlimited()) {
            return true;
        }
        boolean open = row.windows().isEmpty() || row.windows().stream().anyMatch(this::isOpen);
        return open && (seesAll || Standing.PUBLISHED.name().equals(row.standing()));
    }

    private boolean isOpen(AvailabilityWindow window) {
        long at = Moments.micros(now);
        return (country == null || country.equals(window.country()))
                && Moments.micros(window.from()) <= at
                && (window.until() == null || at < Moments.micros(window.until()));
    }

    /// The same without a country.
    Viewpoint anywhere() {
        return new Viewpoint(seesAll, null, now);
    }

    /// The condition under which the row of `catalog.title` named `row` is seen. Judged anew by each query: a title above may
    /// arrive, change or go later than the one below. A title above is asked for as a value, which is one step by its key;
    /// `exists` would let the planner read all titles into a hash first.
    String condition(String row, Bound bound) {
        if (isUnlimited()) {
            return "true";
        }
        String where = bound.add(country) + "::text";
        String when = bound.add(Moments.micros(now)) + "::bigint";
        String top =
                "(above.parent is null or (select %s from catalog.title top where top.id = above.parent))"
                        .formatted(shown("top", where, when));
        return "%s and (%s.parent is null or (select %s and %s from catalog.title above where above.id = %s.parent))"
                .formatted(shown(row, where, when), row, shown("above", where, when), top, row);
    }

    private String shown(String row, String where, String when) {
        String open = "(%s.countries = '{}' or %s)".formatted(row, inWindow(row, where, when));
        return seesAll ? open : row + ".standing = 'PUBLISHED' and " + open;
    }

    private static String inWindow(String row, String where, String when) {
        return """
        exists (select from unnest(%1$s.countries, %1$s.opens, %1$s.closes) as w (country, opens, closes)
            where (%2$s is null or w.country = %2$s) and w.opens <= %3$s and %3$s < w.closes)\
        """
                .formatted(row, where, when);
    }
}
