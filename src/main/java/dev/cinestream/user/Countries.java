package dev.cinestream.user;

import java.util.Locale;
import java.util.Set;

/// What names a country (ISO 3166-1 alpha-2).
public final class Countries {

    /// What would be right.
    public static final String EXPECTED =
            "must be an ISO 3166-1 country in two capitals, for example ES";

    private static final Set<String> ALL = Set.of(Locale.getISOCountries());

    private Countries() {}

    public static boolean isOne(String code) {
        return ALL.contains(code);
    }
}
