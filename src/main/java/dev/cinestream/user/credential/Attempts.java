package dev.cinestream.user.credential;

import dev.cinestream.eventsourcing.privacy.MasterKey;
import dev.cinestream.user.adapter.AttemptTable;
import dev.cinestream.user.adapter.AttemptTable.Failures;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Slows down who guesses, or has mails sent: after some attempts about the same, the next one has to wait, each time twice as
/// long. By account, so that many addresses do not help; by address, so that many accounts do not help.
///
/// Attempts about accounts that do not exist count the same, so that the answer does not tell. They are forgotten one by one.
@ApplicationScoped
public class Attempts {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final int PER_ADDRESS = -1; // as configured
    private static final Duration KEPT = Duration.ofDays(2);

    private final AttemptTable table;
    private final MasterKey key;
    private final int freePerAddress;

    /// @param freePerAddress so many from an address do not have to wait
    Attempts(
            AttemptTable table,
            MasterKey key,
            @ConfigProperty(
                            name = "cinestream.identity.free-attempts-per-address",
                            defaultValue = "100")
                    int freePerAddress) {
        this.table = table;
        this.key = key;
        this.freePerAddress = freePerAddress;
    }

    /// What is counted.
    public enum Kind {
        /// Passwords tried on an account.
        LOGIN(5, Duration.ofHours(1)),
        /// Passwords tried from an address. More, since a household, an office or a mobile network may have one.
        ADDRESS(PER_ADDRESS, Duration.ofSeconds(30)),
        /// PINs tried.
        PIN(5, Duration.ofHours(1)),
        /// Mails sent to an address because somebody typed it.
        MAIL(5, Duration.ofHours(1)),
        /// Mails that somebody at an address had sent.
        MAIL_SENDER(PER_ADDRESS, Duration.ofSeconds(30));

        private final int free;
        private final Duration oneForgottenEvery;

        Kind(int free, Duration oneForgottenEvery) {
            this.free = free;
            this.oneForgottenEvery = oneForgottenEvery;
        }
    }

    /// What is counted twice: about an account's address, and about where the attempts come from.
    public enum Both {
        GUESS(Kind.LOGIN, Kind.ADDRESS),
        MAIL(Kind.MAIL, Kind.MAIL_SENDER);

        private final Kind aboutClaim;
        private final Kind aboutAddress;

        Both(Kind aboutClaim, Kind aboutAddress) {
            this.aboutClaim = aboutClaim;
            this.aboutAddress = aboutAddress;
        }
    }

    /// Counts an attempt about both and lets it go on; or answers how long it has to wait, and counts nothing. Counted first, so
    /// that many at once are as slow as one after the other.
    ///
    /// @param claim of the e-mail address
    /// @param address where the request comes from
    public Uni<Duration> begin(Both what, UUID claim, String address) {
        return begin(what.aboutClaim, claim.toString())
                .chain(wait ->
                        wait.isPositive()
                                ? Uni.createFrom().item(wait)
                                : begin(what.aboutAddress, address)
                                        .call(longer ->
                                                longer.isPositive()
                                                        ? forgive(what.aboutClaim, claim.toString())
                                                        : Uni.createFrom().voidItem()));
    }

    /// One that was begun was none to count.
    public Uni<Void> forgive(Both what, UUID claim, String address) {
        return Uni.combine()
                .all()
                .unis(
                        forgive(what.aboutClaim, claim.toString()),
                        forgive(what.aboutAddress, address))
                .discardItems();
    }

    /// One that was begun was none to count, and makes up for those about the claim before it.
    public Uni<Void> redeem(Both what, UUID claim, String address) {
        return Uni.combine()
                .all()
                .unis(reset(what.aboutClaim, claim.toString()), forgive(what.aboutAddress, address))
                .discardItems();
    }

    private Uni<Void> forgive(Kind kind, String about) {
        return table.forgive(hash(kind, about));
    }

    private Uni<Duration> wait(Kind kind, String about) {
        return table.read(hash(kind, about), kind.oneForgottenEvery)
                .map(found -> wait(found, free(kind)));
    }

    /// Counts an attempt and lets it go on, in one step; or answers how long it has to wait, and counts nothing.
    public Uni<Duration> begin(Kind kind, String about) {
        byte[] hash = hash(kind, about);
        return table.countUnlessTooSoon(
                        hash, kind.oneForgottenEvery, free(kind), FIRST_WAIT, LONGEST_WAIT)
                .chain(counted ->
                        counted
                                ? Uni.createFrom().item(Duration.ZERO)
                                : wait(kind, about).map(Attempts::atLeastAMoment));
    }

    /// It was too soon, be the wait over by now.
    private static Duration atLeastAMoment(Duration wait) {
        return wait.isPositive() ? wait : FIRST_WAIT;
    }

    public Uni<Void> reset(Kind kind, String about) {
        return table.reset(hash(kind, about));
    }

    /// Forgets what does not count any more.
    public Uni<Void> forget() {
        return table.forget(KEPT);
    }

    private static Duration wait(Optional<Failures> found, int free) {
        if (found.isEmpty() || found.get().number() < free) {
            return Duration.ZERO;
        }
        Duration pause = FIRST_WAIT.multipliedBy(1L << Math.min(found.get().number() - free, 20));
        Duration capped = pause.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : pause;
        Duration left = capped.minus(found.get().ago());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private int free(Kind kind) {
        return kind.free == PER_ADDRESS ? freePerAddress : kind.free;
    }

    private byte[] hash(Kind kind, String about) {
        return key.authenticate("user.attempt." + kind, about);
    }
}
