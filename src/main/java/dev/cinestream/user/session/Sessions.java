package dev.cinestream.user.session;

import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.eventsourcing.privacy.MasterKey;
import dev.cinestream.user.StaffRole;
import dev.cinestream.user.account.AccountState.Open;
import dev.cinestream.user.adapter.SessionTable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Logins of devices. One goes on as long as it is refreshed; each refresh gives new tokens and makes the old refresh token
/// void. A void one that comes again was stolen from the device, or by the device's thief: the session ends (RFC 9700, 4.14).
@ApplicationScoped
public class Sessions {

    private static final Logger LOG = Logger.getLogger(Sessions.class);
    private static final Duration LIFETIME = Duration.ofDays(60);
    private static final int MOST_SHOWN = 200;

    /// So long the answer to a refresh is given again: to a device that lost it on the way.
    private static final Duration ANSWERED_AGAIN_FOR = Duration.ofSeconds(10);

    private final SessionTable table;
    private final OpenAccounts accounts;
    private final FirstAdmin firstAdmin;
    private final AccessTokens accessTokens;
    private final Households households;
    private final MasterKey key;

    Sessions(
            SessionTable table,
            OpenAccounts accounts,
            FirstAdmin firstAdmin,
            AccessTokens accessTokens,
            Households households,
            MasterKey key) {
        this.table = table;
        this.accounts = accounts;
        this.firstAdmin = firstAdmin;
        this.accessTokens = accessTokens;
        this.households = households;
        this.key = key;
    }

    /// What a device gets.
    ///
    /// @param refreshToken good once, for the next tokens
    public record Tokens(UUID session, Access access, String refreshToken) {
        @Override
        public String toString() {
            return "Tokens[session=" + session + "]"; // never what logs in
        }
    }

    /// What lets a device in for a while.
    ///
    /// @param token for `Authorization: Bearer …`
    public record Access(String token, Duration expiresIn, Viewer viewer) {
        @Override
        public String toString() {
            return "Access[" + viewer + "]"; // never what logs in
        }
    }

    /// Begins in the account's only profile; where there are more, or it has a PIN, in none. Empty when the account is closed.
    public Uni<Optional<Tokens>> open(UUID account, String device) {
        UUID id = Uuid7.next();
        return households
                .of(account)
                .chain(household -> {
                    UUID profile = Viewer.only(household.state());
                    return table.open(id, account, device, profile, LIFETIME)
                            .chain(() ->
                                    tokens(account, id, 0, Viewer.of(household.state(), profile)));
                });
    }

    /// One of the account's that goes on.
    public Uni<Optional<Session>> find(UUID account, UUID session) {
        return table.read(session)
                .map(found -> found.filter(each -> each.account().equals(account) && !each.over()));
    }

    /// Another watches from now on. Empty when the session is over, or somebody chose meanwhile.
    public Uni<Optional<Access>> enter(Session session, UUID profile) {
        return table.enter(session, profile)
                .chain(entered ->
                        entered
                                ? households
                                        .of(session.account())
                                        .chain(household ->
                                                access(
                                                        session.account(),
                                                        session.id(),
                                                        Viewer.of(household.state(), profile)))
                                : Uni.createFrom().item(Optional.empty()));
    }

    /// Empty when the token is not good, or not any more.
    public Uni<Optional<Tokens>> refresh(String refreshToken) {
        Optional<RefreshToken> read = RefreshToken.read(refreshToken, key);
        return read.isEmpty() ? Uni.createFrom().item(Optional.empty()) : refresh(read.get());
    }

    private Uni<Optional<Tokens>> refresh(RefreshToken token) {
        return table.refresh(token.session(), token.number(), LIFETIME)
                .chain(refreshed ->
                        refreshed.isPresent()
                                ? tokens(refreshed.get())
                                : table.read(token.session())
                                        .chain(session -> answerOld(token, session)));
    }

    private Uni<Optional<Tokens>> answerOld(RefreshToken token, Optional<Session> found) {
        if (found.isEmpty() || found.get().over()) {
            return Uni.createFrom().item(Optional.empty());
        }
        Session session = found.get();
        boolean lostItsAnswer =
                token.number() == session.number() - 1
                        && Instant.now().isBefore(session.refreshedAt().plus(ANSWERED_AGAIN_FOR));
        if (lostItsAnswer) {
            return tokens(session);
        }
        LOG.warnf("session %s ends: an old refresh token of it was used", session.id());
        return table.end(session.account(), session.id(), Session.End.REUSED)
                .replaceWith(Optional.empty());
    }

    /// Those of an account that go on.
    public Uni<List<Session>> of(UUID account) {
        return table.of(account, MOST_SHOWN);
    }

    /// Whether there was one to end.
    public Uni<Boolean> end(UUID account, UUID session, Session.End why) {
        return table.end(account, session, why);
    }

    /// @param but this one goes on; null for none
    public Uni<Void> endAll(UUID account, Session.End why, @Nullable UUID but) {
        return table.endAll(account, why, but);
    }

    /// By what the household is like at this moment: a profile that was changed or deleted is heeded here, and where nobody
    /// chose yet, the only one there is need not be chosen.
    private Uni<Optional<Tokens>> tokens(Session session) {
        return households
                .of(session.account())
                .chain(household -> {
                    UUID only = session.profile() == null ? Viewer.only(household.state()) : null;
                    UUID profile = only == null ? session.profile() : only;
                    Uni<?> remembered =
                            only == null ? Uni.createFrom().voidItem() : table.enter(session, only);
                    return remembered.chain(() ->
                            tokens(
                                    session.account(),
                                    session.id(),
                                    session.number(),
                                    Viewer.of(household.state(), profile)));
                });
    }

    private Uni<Optional<Tokens>> tokens(UUID account, UUID session, long number, Viewer viewer) {
        String refreshToken = new RefreshToken(session, number).write(key);
        return access(account, session, viewer)
                .map(found -> found.map(access -> new Tokens(session, access, refreshToken)));
    }

    /// With the roles that the account has at this moment. Empty when it is closed.
    private Uni<Optional<Access>> access(UUID account, UUID session, Viewer viewer) {
        return accounts.find(account)
                .chain(found -> appointed(account, found))
                .map(found ->
                        found.map(open ->
                                new Access(
                                        accessTokens.issue(
                                                account, session, viewer, roles(open, viewer)),
                                        AccessTokens.LIFETIME,
                                        viewer)));
    }

    private Uni<Optional<Open>> appointed(UUID account, Optional<Open> found) {
        return found.filter(firstAdmin::isDue).isPresent()
                ? firstAdmin.appoint(account).chain(() -> accounts.find(account))
                : Uni.createFrom().item(found);
    }

    private static Set<String> roles(Open account, Viewer viewer) {
        return viewer.roles(account.roles().stream().map(StaffRole::inTokens));
    }
}
