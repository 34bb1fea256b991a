package dev.cinestream.content.readmodel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// From where somebody looks at the catalog. A viewer sees what is published and available, with all that is above it
/// published and available too; an editor sees everything, and with a country, what is available there.
///
/// @param seesAll for editors: drafts and what is withdrawn, too
/// @param country ISO 3166-1 alpha-2; null for anywhere
/// @param now the moment that availability is judged by
public record Viewpoint(boolean seesAll, @Nullable String country, Instant now) {

    /// The same without a country.
    Viewpoint anywhere() {
        return new Viewpoint(seesAll, null, now);
    }

    /// The condition under which the row of `catalog.title` named `row` is seen. Judged anew by each query: a title above may
    /// arrive, change or go later than the one below.
    String condition(String row, Bound bound) {
        if (seesAll && country == null) {
            return "true";
        }
        String where = bound.add(country) + "::text";
        String when = bound.add(Moments.micros(now)) + "::bigint";
        return """
        %s and (%4$s.parent is null or exists (select from catalog.title above where above.id = %4$s.parent and %s
            and (above.parent is null or exists (select from catalog.title top where top.id = above.parent and %s))))\
        """
                .formatted(
                        shown(row, where, when),
                        shown("above", where, when),
                        shown("top", where, when),
                        row);
    }

    private String shown(String row, String where, String when) {
        String open =
                """
                (%1$s.countries = '{}' or exists (select from unnest(%1$s.countries, %1$s.opens, %1$s.closes)
                    as w (country, opens, closes)
                    where (%2$s is null or w.country = %2$s) and w.opens <= %3$s and %3$s < w.closes))\
                """
                        .formatted(row, where, when);
        return seesAll ? open : row + ".standing = 'PUBLISHED' and " + open;
    }
}
