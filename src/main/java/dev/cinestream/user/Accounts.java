package dev.cinestream.user;

import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandBus.Head;
import dev.cinestream.platform.http.CommandRequest;
import dev.cinestream.platform.http.Commands;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.identity.Provider;
import dev.cinestream.user.account.AccountState;
import dev.cinestream.user.account.AccountState.Open;
import dev.cinestream.user.account.StaffCommand;
import dev.cinestream.user.account.StaffCommand.AllowActing;
import dev.cinestream.user.account.StaffCommand.GrantRole;
import dev.cinestream.user.account.StaffCommand.RevokeRole;
import dev.cinestream.user.credential.EmailIds;
import dev.cinestream.user.session.AccessTokens;
import dev.cinestream.user.session.Households;
import dev.cinestream.user.session.OpenAccounts;
import dev.cinestream.user.session.Viewer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What staff may know of accounts, and do with them. Whoever calls it has seen to it that the caller may, and that it is on
/// record; actor and correlation come from the request that is being served.
@ApplicationScoped
public class Accounts {

    private final CommandBus bus;
    private final Commands commands;
    private final OpenAccounts open;
    private final EmailIds ids;
    private final Households households;
    private final AccessTokens tokens;
    private final Provider provider;

    Accounts(
            CommandBus bus,
            Commands commands,
            OpenAccounts open,
            EmailIds ids,
            Households households,
            AccessTokens tokens,
            Provider provider) {
        this.bus = bus;
        this.commands = commands;
        this.open = open;
        this.ids = ids;
        this.households = households;
        this.tokens = tokens;
        this.provider = provider;
    }

    /// How an account stands.
    public enum Standing {
        UNCONFIRMED,
        ACTIVE,
        CLOSED
    }

    /// @param email the confirmed one; null when there is none, or its person was erased
    public record Facts(
            UUID id,
            Standing standing,
            @Nullable String email,
            @Nullable String language,
            boolean secondFactor,
            List<StaffRole> roles) {}

    /// A token to act with.
    public record Acting(String token, Instant until) {
        @Override
        public String toString() {
            return "Acting[until=" + until + "]"; // never the token
        }
    }

    /// Empty when there is no such account.
    public Uni<Optional<Facts>> read(UUID id) {
        return bus.head(UserModule.ACCOUNT, id)
                .map(head ->
                        Optional.ofNullable(head).map(Head::state).flatMap(of -> facts(id, of)));
    }

    /// Whose a confirmed address is.
    public Uni<Optional<UUID>> findByEmail(String email) {
        return open.holder(ids.of(email));
    }

    /// Tokens carry it from their next refresh on.
    public Uni<Void> grant(UUID id, StaffRole role, String reason) {
        return execute(id, new GrantRole(role), reason);
    }

    /// Tokens carry it no longer from their next refresh on.
    public Uni<Void> revoke(UUID id, StaffRole role, String reason) {
        return execute(id, new RevokeRole(role), reason);
    }

    /// Lets the caller act for the account's owner, who will see it.
    public Uni<Acting> act(UUID id, Duration lifetime, String reason) {
        if (provider.isThere()) {
            throw ProblemException.conflict(
                    "accounts-elsewhere", "Where a provider keeps the accounts, no token is ours.");
        }
        String delegate = commands.request().subject();
        Instant until = Instant.now().plus(lifetime);
        return execute(id, new AllowActing(until), reason)
                .chain(() -> households.of(id))
                .map(household -> Viewer.beforeAChoice(household.state()))
                .map(viewer ->
                        new Acting(tokens.issueActing(id, viewer, delegate, lifetime), until));
    }

    private Uni<Void> execute(UUID id, StaffCommand command, String reason) {
        CommandRequest request = commands.request().because(reason);
        return bus.execute(UserModule.ACCOUNT, id, command, request.once(request.subject()))
                .map(Commands::committed)
                .replaceWithVoid();
    }

    private static Optional<Facts> facts(UUID id, AccountState state) {
        return switch (state) {
            case AccountState.None() -> Optional.empty();
            case AccountState.Closed() ->
                    Optional.of(new Facts(id, Standing.CLOSED, null, null, false, List.of()));
            case Open account ->
                    Optional.of(
                            new Facts(
                                    id,
                                    account.isActive() ? Standing.ACTIVE : Standing.UNCONFIRMED,
                                    account.email() == null
                                            ? null
                                            : account.email().address().text(),
                                    account.language(),
                                    account.secondFactor().isOn(),
                                    account.roles()));
        };
    }
}
