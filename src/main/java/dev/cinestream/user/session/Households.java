package dev.cinestream.user.session;

import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.household.HouseholdState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// Households as their rules see them at this moment.
@ApplicationScoped
public class Households {

    private final CommandBus bus;

    Households(CommandBus bus) {
        this.bus = bus;
    }

    /// A household and the revision it is at; empty and 0 before its first event.
    public record Known(HouseholdState state, long revision) {}

    public Uni<Known> of(UUID account) {
        return bus.head(UserModule.HOUSEHOLD, account)
                .map(head ->
                        head == null
                                ? new Known(HouseholdState.EMPTY, 0)
                                : new Known(head.state(), head.revision()));
    }
}
