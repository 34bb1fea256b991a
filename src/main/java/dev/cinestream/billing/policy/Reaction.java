package dev.cinestream.billing.policy;

import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.process.AddressedCommand;
import io.smallrye.mutiny.Uni;
import java.util.List;

/// One of the reactions that [BillingFlow] is made of: event in, commands out, no memory.
interface Reaction {

    /// Whether something may follow from the event. Looks nothing up.
    boolean hears(Envelope<?> event);

    /// What follows from an event that it hears.
    Uni<List<AddressedCommand<?, ?, ?, ?>>> to(Envelope<?> event);
}
