/// The dedup table: which sequence of each lane a consumer has applied.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.inbox;
