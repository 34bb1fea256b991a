package dev.cinestream.webhook.policy;

import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.process.AddressedCommand;
import dev.cinestream.eventsourcing.process.Policy;
import dev.cinestream.webhook.adapter.DeliveryTable;
import dev.cinestream.webhook.delivery.Message;
import dev.cinestream.webhook.delivery.Messages;
import dev.cinestream.webhook.readmodel.EndpointRow;
import dev.cinestream.webhook.readmodel.Endpoints;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// An event becomes a delivery to each endpoint that asked for its type. Once, whatever is redelivered: a delivery is known by
/// endpoint and event. An endpoint hears what happens from about a second after it was registered.
@ApplicationScoped
public class WhenSomethingHappensThenTellWhoAsked implements Policy {

    /// What others may hear of. Accounts are not among it: they are persons.
    public static final List<String> CATEGORIES =
            List.of("content.title", "billing.customer", "billing.invoice");

    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    private final Messages messages;
    private final DeliveryTable deliveries;
    private final Uni<List<EndpointRow>> remembered;

    WhenSomethingHappensThenTellWhoAsked(
            Endpoints endpoints, Messages messages, DeliveryTable deliveries) {
        this.messages = messages;
        this.deliveries = deliveries;
        this.remembered =
                Uni.createFrom().deferred(endpoints::all).memoize().forFixedDuration(REMEMBERED);
    }

    @Override
    public String name() {
        return "webhooks";
    }

    @Override
    public List<String> categories() {
        return CATEGORIES;
    }

    @Override
    public Uni<List<AddressedCommand<?, ?, ?, ?>>> react(Envelope<?> envelope) {
        String type = envelope.metadata().type();
        return remembered
                .map(all ->
                        all.stream()
                                .filter(each -> each.enabled() && each.types().contains(type))
                                .map(EndpointRow::id)
                                .toList())
                .chain(toTell ->
                        toTell.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : tell(toTell, messages.of(envelope)))
                .replaceWith(List.of());
    }

    private Uni<Void> tell(List<UUID> endpoints, Message message) {
        return deliveries.add(endpoints, message);
    }
}
