package dev.cinestream.platform.identity;

import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/// What a token says of who watches with it: the viewer profile, and what that may see. Whoever issues tokens writes it,
/// whoever shows something obeys it. A token that says nothing of it, as those of staff, limits nothing.
public final class ProfileClaims {

    /// The profile's id; absent while none is chosen.
    public static final String PROFILE = "profile";

    /// The age, in years, up to which titles may be seen.
    public static final String MATURITY_LIMIT = "maturity_limit";

    /// Where it is watched, ISO 3166-1 alpha-2, or [#NOWHERE].
    public static final String COUNTRY = "country";

    /// Stands for a country that is not known, as in CLDR: what is available in some countries only is not available there.
    public static final String NOWHERE = "ZZ";

    /// No title is rated higher: who may see this sees all.
    public static final int NO_LIMIT = 21;

    private static final int FOR_EVERYBODY = 0;

    private ProfileClaims() {}

    /// Null when none is chosen; what is no id of ours says nothing.
    public static @Nullable UUID profile(JsonWebToken token) {
        Object claim = token.getClaim(PROFILE);
        try {
            return claim == null ? null : UUID.fromString(claim.toString());
        } catch (IllegalArgumentException _) {
            return null; // OpenID Connect has a claim of this name, too
        }
    }

    /// Null when there is no limit. One that cannot be read lets see what is for everybody, and no more.
    public static @Nullable Integer maturityLimit(JsonWebToken token) {
        Object claim = token.getClaim(MATURITY_LIMIT);
        if (claim == null) {
            return null;
        }
        int limit = number(claim.toString());
        return limit >= NO_LIMIT ? null : limit;
    }

    /// Null when the token names none.
    public static @Nullable String country(JsonWebToken token) {
        Object claim = token.getClaim(COUNTRY);
        return claim == null ? null : claim.toString();
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            return FOR_EVERYBODY;
        }
    }
}
