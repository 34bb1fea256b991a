package dev.cinestream.user.policy;

import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.decider.Personal;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.process.AddressedCommand;
import dev.cinestream.eventsourcing.process.Policy;
import dev.cinestream.user.Email;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.account.AccountEvent.EmailConfirmed;
import dev.cinestream.user.account.AccountState.Open;
import dev.cinestream.user.household.HouseholdCommand.OpenHousehold;
import dev.cinestream.user.household.ProfileSettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A confirmed account has somebody who watches. The first profile bears the account's id, so that what was kept for the
/// account before there were profiles is the first one's.
@ApplicationScoped
public class WhenEmailConfirmedThenOpenHousehold implements Policy {

    private static final int LONGEST_NAME = 40;
    private static final String NAMELESS = "1";

    private final CommandBus bus;

    WhenEmailConfirmedThenOpenHousehold(CommandBus bus) {
        this.bus = bus;
    }

    @Override
    public String name() {
        return "opening_of_households";
    }

    @Override
    public List<String> categories() {
        return List.of(UserModule.ACCOUNT.category());
    }

    @Override
    public Uni<List<AddressedCommand<?, ?, ?, ?>>> react(Envelope<?> envelope) {
        UUID account = envelope.metadata().streamId();
        return envelope.event() instanceof EmailConfirmed
                ? bus.head(UserModule.ACCOUNT, account)
                        .map(head ->
                                head != null && head.state() instanceof Open open
                                        ? List.of(open(account, open))
                                        : List.of())
                : Uni.createFrom().item(List.of());
    }

    private static AddressedCommand<?, ?, ?, ?> open(UUID account, Open open) {
        Personal name = Personal.of(account, name(open.email()));
        return AddressedCommand.of(
                UserModule.HOUSEHOLD,
                account,
                new OpenHousehold(account, ProfileSettings.first(name, open.language()), null));
    }

    /// What stands before the @, for a beginning.
    private static String name(@Nullable Email email) {
        String address = email == null ? null : email.address().text();
        if (address == null) {
            return NAMELESS;
        }
        String local = address.substring(0, address.lastIndexOf('@'));
        return local.substring(
                0,
                local.offsetByCodePoints(
                        0, Math.min(LONGEST_NAME / 2, local.codePointCount(0, local.length()))));
    }
}
