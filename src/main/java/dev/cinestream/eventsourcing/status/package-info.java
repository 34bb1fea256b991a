/// How the engine is: what its tables and the broker say about outbox, leases, consumers and lag. Reads only.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.status;
