package dev.cinestream.admin.web;

import dev.cinestream.platform.http.ProblemException;
import org.jspecify.annotations.Nullable;

/// How many entries a page of a listing has.
final class Listing {

    static final int USUAL = 100;
    static final int MOST = 1_000;

    private Listing() {}

    /// @throws ProblemException 400 when it is not from 1 to [#MOST]
    static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return USUAL;
        }
        if (asked < 1 || asked > MOST) {
            throw ProblemException.badParameter(
                    "limit", "Is out of range.", "a number from 1 to " + MOST);
        }
        return asked;
    }
}
