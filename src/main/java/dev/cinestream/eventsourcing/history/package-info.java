/// One stream's past, read from the log: what happened, who did it and why, and the state at any moment.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.history;
