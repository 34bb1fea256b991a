package dev.cinestream.user.session;

import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.platform.http.Commands;
import dev.cinestream.user.Email;
import dev.cinestream.user.StaffRole;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.account.AccountState.Open;
import dev.cinestream.user.account.StaffCommand.GrantRole;
import dev.cinestream.user.credential.EmailIds;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The account of the address `cinestream.identity.first-admin.email` becomes an admin when it gets tokens, so that a new
/// installation has one who can appoint the others. As long as it is configured; revoke the role after that.
@ApplicationScoped
public class FirstAdmin {

    private static final String ACTOR = "system:first_admin";

    private final CommandBus bus;
    private final Commands commands;
    private final Optional<UUID> claim;

    FirstAdmin(
            CommandBus bus,
            Commands commands,
            EmailIds ids,
            @ConfigProperty(name = "cinestream.identity.first-admin.email")
                    Optional<String> email) {
        this.bus = bus;
        this.commands = commands;
        claim = email.map(ids::of);
    }

    /// Whether the account is of that address, and no admin yet.
    boolean isDue(Open account) {
        Email email = account.email();
        return email != null
                && claim.filter(email.id()::equals).isPresent()
                && !account.roles().contains(StaffRole.ADMIN);
    }

    Uni<Void> appoint(UUID account) {
        return bus.execute(
                        UserModule.ACCOUNT,
                        account,
                        new GrantRole(StaffRole.ADMIN),
                        commands.request().once(ACTOR))
                .map(Commands::committed)
                .replaceWithVoid();
    }
}
