/// What a consumer could not apply, one stream at a time, kept in order until support decides.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.quarantine;
