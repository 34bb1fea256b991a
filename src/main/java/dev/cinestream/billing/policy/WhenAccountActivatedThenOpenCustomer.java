package dev.cinestream.billing.policy;

import dev.cinestream.billing.BillingConfig;
import dev.cinestream.billing.BillingModule;
import dev.cinestream.billing.Residence;
import dev.cinestream.billing.customer.CustomerCommand.CloseCustomer;
import dev.cinestream.billing.customer.CustomerCommand.OpenCustomer;
import dev.cinestream.billing.customer.CustomerState.Open;
import dev.cinestream.billing.time.Time;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.process.AddressedCommand;
import dev.cinestream.user.AccountNews;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// An account that can log in can subscribe: it is a customer, at home where the seller is until it says otherwise. One that
/// is closed is no customer any more.
@ApplicationScoped
class WhenAccountActivatedThenOpenCustomer implements Reaction {

    private final CommandBus bus;
    private final Time time;
    private final Residence home;

    WhenAccountActivatedThenOpenCustomer(CommandBus bus, Time time, BillingConfig config) {
        this.bus = bus;
        this.time = time;
        home = new Residence(config.seller().country(), config.seller().zone(), null);
    }

    @Override
    public boolean hears(Envelope<?> event) {
        return AccountNews.of(event).isPresent();
    }

    @Override
    public Uni<List<AddressedCommand<?, ?, ?, ?>>> to(Envelope<?> event) {
        UUID account = event.metadata().streamId();
        return switch (AccountNews.of(event).orElseThrow()) {
            case ACTIVATED -> open(account, event.metadata().recordedAt());
            case CLOSED -> close(account);
        };
    }

    private Uni<List<AddressedCommand<?, ?, ?, ?>>> open(UUID account, Instant at) {
        return Uni.createFrom()
                .item(
                        List.of(
                                AddressedCommand.of(
                                        BillingModule.CUSTOMER,
                                        account,
                                        new OpenCustomer(account, home, null, at))));
    }

    /// By its own clock: what happens to a customer happens in order.
    private Uni<List<AddressedCommand<?, ?, ?, ?>>> close(UUID account) {
        return bus.head(BillingModule.CUSTOMER, account)
                .chain(head ->
                        head != null && head.state() instanceof Open customer
                                ? time.now(customer.clock()).map(at -> List.of(close(account, at)))
                                : Uni.createFrom().item(List.of()));
    }

    private static AddressedCommand<?, ?, ?, ?> close(UUID account, Instant at) {
        return AddressedCommand.of(BillingModule.CUSTOMER, account, new CloseCustomer(at));
    }
}
