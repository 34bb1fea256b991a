/// The inbox's rule under whatever a log may deliver.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.inbox;
