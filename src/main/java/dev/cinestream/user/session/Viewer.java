package dev.cinestream.user.session;

import dev.cinestream.platform.identity.ProfileClaims;
import dev.cinestream.platform.identity.Roles;
import dev.cinestream.user.household.HouseholdState;
import dev.cinestream.user.household.Profile;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who watches in a session, as far as it matters for what they may see.
///
/// @param profile null while none is chosen, or when the one that was is gone
/// @param maturityLimit in years of age
/// @param kids whether it is left with a PIN only; a profile that is gone may have been a child's
/// @param country ISO 3166-1 alpha-2, or [ProfileClaims#NOWHERE]
public record Viewer(@Nullable UUID profile, int maturityLimit, boolean kids, String country) {

    /// Who has not chosen sees what is for everybody: whoever that is, it is for them.
    private static final int BEFORE_A_CHOICE = 0;

    static Viewer of(HouseholdState household, @Nullable UUID chosen) {
        String country = household.country() == null ? ProfileClaims.NOWHERE : household.country();
        Profile profile = chosen == null ? null : household.profile(chosen).orElse(null);
        return profile == null
                ? new Viewer(null, BEFORE_A_CHOICE, chosen != null, country)
                : new Viewer(
                        profile.id(),
                        profile.settings().maturityLimit(),
                        profile.settings().kids(),
                        country);
    }

    /// Who has not chosen, and cannot: somebody who acts for the account's owner.
    public static Viewer beforeAChoice(HouseholdState household) {
        return of(household, null);
    }

    /// Staff's children are not staff.
    Set<String> roles(Stream<String> ofStaff) {
        Stream<String> more = kids ? Stream.empty() : ofStaff;
        return Stream.concat(Stream.of(Roles.VIEWER), more).collect(Collectors.toUnmodifiableSet());
    }

    /// The one that need not be chosen: there is no other, and nothing locks it.
    static @Nullable UUID only(HouseholdState household) {
        if (household.profiles().size() != 1) {
            return null;
        }
        Profile profile = household.profiles().getFirst();
        return profile.pin() == null ? profile.id() : null;
    }
}
