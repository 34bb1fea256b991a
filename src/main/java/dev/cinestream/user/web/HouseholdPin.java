package dev.cinestream.user.web;

import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.user.credential.Pins;
import dev.cinestream.user.credential.Pins.Whose;
import dev.cinestream.user.household.HouseholdState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Has who asks show that they know the household's PIN, once it has one: a child with a device in its hands must not be able
/// to change what the child may see.
@ApplicationScoped
class HouseholdPin {

    /// It comes in a header, since a deletion has no body and what is sent again is compared by its body.
    static final String HEADER = "Household-Pin";

    static final String DESCRIPTION = "The household's PIN, when it has one";

    private final Pins pins;

    HouseholdPin(Pins pins) {
        this.pins = pins;
    }

    /// @throws ProblemException 403, as a failure, without the right PIN; 429 after too many
    Uni<Void> prove(UUID account, HouseholdState household, @Nullable String pin) {
        return household.pin() == null
                ? Uni.createFrom().voidItem()
                : pins.check(new Whose(account, null), household.pin(), pin)
                        .invoke(HouseholdPin::mustBeRight)
                        .replaceWithVoid();
    }

    private static void mustBeRight(Pins.Outcome outcome) {
        switch (outcome) {
            case Pins.Outcome.Right() -> {}
            case Pins.Outcome.Missing() -> throw missing(true);
            case Pins.Outcome.Wrong() -> throw wrong(true);
            case Pins.Outcome.Later(Duration after) -> throw Callers.tooOften(after);
        }
    }

    /// @param ofHousehold or the profile's
    static ProblemException missing(boolean ofHousehold) {
        return ofHousehold
                ? ProblemException.forbidden(
                        "household-pin-required", "This needs the household's PIN.")
                : ProblemException.forbidden(
                        "profile-pin-required", "This profile is entered with its PIN.");
    }

    static ProblemException wrong(boolean ofHousehold) {
        return ofHousehold
                ? ProblemException.forbidden("wrong-pin", "That is not the household's PIN.")
                : ProblemException.forbidden("wrong-pin", "That is not the profile's PIN.");
    }
}
