package dev.cinestream.content.readmodel;

import dev.cinestream.content.AgeRating;
import dev.cinestream.content.AvailabilityWindow;
import dev.cinestream.content.TitleMetadata;
import dev.cinestream.content.title.TitleState.Standing;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// From where somebody looks at the catalog. A viewer sees what is published and available, with all that is above it
/// published and available too; an editor sees everything, and with a country, what is available there. Who has a maturity
/// limit sees a title when neither it nor anything above it is for older ones.
///
/// A title has one rating, of one system, and its minimum age counts in every country: countries differ in theirs by a few
/// years, and to guess the milder one would show a child what its parents' country holds back. A title without a rating is
/// for nobody who has a limit.
///
/// @param seesAll for editors: drafts and what is withdrawn, too
/// @param country ISO 3166-1 alpha-2; null for anywhere
/// @param bound whether the country is the viewer's own, who may look from no other
/// @param maturityLimit in years of age; null for none
/// @param now the moment that availability is judged by
public record Viewpoint(
        boolean seesAll,
        @Nullable String country,
        boolean bound,
        @Nullable Integer maturityLimit,
        Instant now) {

    /// Without limits.
    public Viewpoint(boolean seesAll, @Nullable String country, Instant now) {
        this(seesAll, country, false, null, now);
    }

    /// The same from another country, or from anywhere.
    public Viewpoint from(@Nullable String other) {
        return new Viewpoint(seesAll, other, false, maturityLimit, now);
    }

    /// Whether a title like that is seen at some time or other, as far as it does not depend on what is above it.
    public boolean isConcernedBy(TitleMetadata metadata, List<AvailabilityWindow> windows) {
        boolean here =
                country == null
                        || windows.isEmpty()
                        || windows.stream().anyMatch(window -> country.equals(window.country()));
        return here && isFor(metadata.ageRating());
    }

    /// Whether there is nothing that is not seen.
    boolean isUnlimited() {
        return seesAll && country == null && maturityLimit == null;
    }

    /// What [#condition] asks of each row, of one that was read: not of what is above it.
    boolean shows(TitleRow row) {
        if (isUnlimited()) {
            return true;
        }
        boolean open = row.windows().isEmpty() || row.windows().stream().anyMatch(this::isOpen);
        return open
                && isFor(row.metadata().ageRating())
                && (seesAll || Standing.PUBLISHED.name().equals(row.standing()));
    }

    private boolean isFor(@Nullable AgeRating rating) {
        return maturityLimit == null || (rating != null && rating.minimumAge() <= maturityLimit);
    }

    private boolean isOpen(AvailabilityWindow window) {
        long at = Moments.micros(now);
        return (country == null || country.equals(window.country()))
                && Moments.micros(window.from()) <= at
                && (window.until() == null || at < Moments.micros(window.until()));
    }

    /// The same without a country, for who may choose one.
    Viewpoint anywhere() {
        return bound ? this : from(null);
    }

    /// The condition under which the row of `catalog.title` named `row` is seen. Judged anew by each query: a title above may
    /// arrive, change or go later than the one below. A title above is asked for as a value, which is one step by its key;
    /// `exists` would let the planner read all titles into a hash first.
    String condition(String row, Bound values) {
        if (isUnlimited()) {
            return "true";
        }
        String where = values.add(country) + "::text";
        String when = values.add(Moments.micros(now)) + "::bigint";
        String age = maturityLimit == null ? null : values.add(maturityLimit) + "::integer";
        Function<String, String> shown = name -> shown(name, where, when, age);
        String top =
                "(above.parent is null or (select %s from catalog.title top where top.id = above.parent))"
                        .formatted(shown.apply("top"));
        return "%s and (%s.parent is null or (select %s and %s from catalog.title above where above.id = %s.parent))"
                .formatted(shown.apply(row), row, shown.apply("above"), top, row);
    }

    private String shown(String row, String where, String when, @Nullable String age) {
        String open = "(%s.countries = '{}' or %s)".formatted(row, inWindow(row, where, when));
        String fit = age == null ? open : "%s.minimum_age <= %s and %s".formatted(row, age, open);
        return seesAll ? fit : row + ".standing = 'PUBLISHED' and " + fit;
    }

    private static String inWindow(String row, String where, String when) {
        return """
        exists (select from unnest(%1$s.countries, %1$s.opens, %1$s.closes) as w (country, opens, closes)
            where (%2$s is null or w.country = %2$s) and w.opens <= %3$s and %3$s < w.closes)\
        """
                .formatted(row, where, when);
    }
}
