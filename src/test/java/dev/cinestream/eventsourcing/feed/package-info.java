/// Feeds against a real log.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.feed;
