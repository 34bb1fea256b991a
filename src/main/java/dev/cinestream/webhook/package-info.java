/// Tells other systems what happens here, by HTTP (Standard Webhooks).
///
/// - **Endpoint**: an address of another system, the event types it asked for, and the secret it knows us by.
/// - **Delivery**: one event on its way to one endpoint: tried at once, and again with growing pauses over three days. At
///   least once, in any order; its id is the event's, so a receiver knows a repetition.
///
/// Deliveries are rows, not events: they say what another system answered, and are forgotten after a month.
@NullMarked
@Module(name = "webhook")
package dev.cinestream.webhook;

import dev.cinestream.Module;
import org.jspecify.annotations.NullMarked;
