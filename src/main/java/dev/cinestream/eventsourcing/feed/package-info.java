/// Live feeds of a category's log for any number of followers, each of which may go on where it stopped.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.feed;
