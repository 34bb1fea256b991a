/// Personal data in events: encrypted under a key per person, erased by erasing the key.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.privacy;
