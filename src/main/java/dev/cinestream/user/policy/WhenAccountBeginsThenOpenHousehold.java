package dev.cinestream.user.policy;

import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.decider.Personal;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.process.AddressedCommand;
import dev.cinestream.eventsourcing.process.Policy;
import dev.cinestream.user.Email;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.account.AccountEvent.AccountRegistered;
import dev.cinestream.user.account.AccountEvent.EmailConfirmed;
import dev.cinestream.user.account.AccountState.Open;
import dev.cinestream.user.household.HouseholdCommand;
import dev.cinestream.user.household.HouseholdCommand.OpenHousehold;
import dev.cinestream.user.household.HouseholdCommand.SetCountry;
import dev.cinestream.user.household.ProfileSettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where an account's household watches is said when it registers, and once it is confirmed somebody watches. The first profile bears the account's id, so that what was kept for the
/// account before there were profiles is the first one's.
@ApplicationScoped
public class WhenAccountBeginsThenOpenHousehold implements Policy {

    private static final int LONGEST_NAME = 20;
    private static final String NAMELESS = "1";

    private final CommandBus bus;

    WhenAccountBeginsThenOpenHousehold(CommandBus bus) {
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
        return switch (envelope.event()) {
            case AccountRegistered(_, _, _, String country, _) when country != null ->
                    Uni.createFrom().item(List.of(command(account, new SetCountry(country))));
            case EmailConfirmed(_, UUID before) when before == null ->
                    bus.head(UserModule.ACCOUNT, account)
                            .map(head ->
                                    head != null && head.state() instanceof Open open
                                            ? List.of(command(account, opening(account, open)))
                                            : List.of());
            default -> Uni.createFrom().item(List.of());
        };
    }

    private static AddressedCommand<?, ?, ?, ?> command(UUID account, HouseholdCommand command) {
        return AddressedCommand.of(UserModule.HOUSEHOLD, account, command);
    }

    private static OpenHousehold opening(UUID account, Open open) {
        Personal name = Personal.of(account, name(open.email()));
        return new OpenHousehold(account, ProfileSettings.first(name, open.language()));
    }

    /// What stands before the @, or its beginning.
    private static String name(@Nullable Email email) {
        String address = email == null ? null : email.address().text();
        if (address == null) {
            return NAMELESS;
        }
        String local = address.substring(0, address.lastIndexOf('@'));
        int length = Math.min(LONGEST_NAME, local.codePointCount(0, local.length()));
        return local.substring(0, local.offsetByCodePoints(0, length));
    }
}
