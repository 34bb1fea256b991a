package dev.cinestream.user.session;

import dev.cinestream.eventsourcing.decider.Secret;
import dev.cinestream.user.credential.Pins;
import dev.cinestream.user.credential.Pins.Whose;
import dev.cinestream.user.household.HouseholdState;
import dev.cinestream.user.household.Profile;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who watches on a device is chosen here, and PINs are asked for: a profile's own to enter it, the household's to leave a
/// kids' profile for one without. What the session itself remembers counts, not what an older token says.
@ApplicationScoped
public class ProfileChoices {

    private final Sessions sessions;
    private final Households households;
    private final Pins pins;

    ProfileChoices(Sessions sessions, Households households, Pins pins) {
        this.sessions = sessions;
        this.households = households;
        this.pins = pins;
    }

    /// How a choice ended.
    public sealed interface Outcome {
        record Chosen(Sessions.Access access) implements Outcome {}

        record SessionOver() implements Outcome {}

        record NoSuchProfile() implements Outcome {}

        /// @param ofHousehold whose it is: the household's, or that of the profile wanted
        record PinMissing(boolean ofHousehold) implements Outcome {}

        record PinWrong(boolean ofHousehold) implements Outcome {}

        /// Too many wrong PINs; nothing was looked at.
        record Later(Duration after) implements Outcome {}
    }

    private record Lock(Whose whose, Secret pin) {
        boolean isHouseholds() {
            return whose.profile() == null;
        }
    }

    public Uni<Outcome> choose(UUID account, UUID session, UUID wanted, @Nullable String pin) {
        return sessions.find(account, session)
                .chain(found ->
                        found.isEmpty()
                                ? ended(new Outcome.SessionOver())
                                : households
                                        .of(account)
                                        .chain(known ->
                                                choose(found.get(), known.state(), wanted, pin)));
    }

    private Uni<Outcome> choose(
            Session session, HouseholdState household, UUID wanted, @Nullable String pin) {
        Optional<Profile> profile = household.profile(wanted);
        if (profile.isEmpty()) {
            return ended(new Outcome.NoSuchProfile());
        }
        return lock(session, household, profile.get())
                .map(lock ->
                        pins.check(lock.whose(), lock.pin(), pin)
                                .chain(checked ->
                                        switch (checked) {
                                            case Pins.Outcome.Right() -> enter(session, wanted);
                                            case Pins.Outcome.Missing() ->
                                                    ended(
                                                            new Outcome.PinMissing(
                                                                    lock.isHouseholds()));
                                            case Pins.Outcome.Wrong() ->
                                                    ended(
                                                            new Outcome.PinWrong(
                                                                    lock.isHouseholds()));
                                            case Pins.Outcome.Later(Duration after) ->
                                                    ended(new Outcome.Later(after));
                                        }))
                .orElseGet(() -> enter(session, wanted));
    }

    private Uni<Outcome> enter(Session session, UUID profile) {
        return sessions.enter(session, profile)
                .map(access ->
                        access.<Outcome>map(Outcome.Chosen::new)
                                .orElseGet(Outcome.SessionOver::new));
    }

    /// What lies between who watches now and the profile wanted.
    private static Optional<Lock> lock(Session session, HouseholdState household, Profile wanted) {
        if (wanted.id().equals(session.profile())) {
            return Optional.empty();
        }
        if (wanted.pin() != null) {
            return Optional.of(new Lock(new Whose(session.account(), wanted.id()), wanted.pin()));
        }
        return household.pin() != null && Viewer.of(household, session.profile()).kids()
                ? Optional.of(new Lock(new Whose(session.account(), null), household.pin()))
                : Optional.empty();
    }

    private static Uni<Outcome> ended(Outcome outcome) {
        return Uni.createFrom().item(outcome);
    }
}
