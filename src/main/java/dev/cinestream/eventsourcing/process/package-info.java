/// Reactions: what happens because something happened. A [dev.cinestream.eventsourcing.process.Policy] turns an event into
/// commands and remembers nothing.
///
/// A reaction is certain and happens once: the watermark moves only after the commands are committed, and the id of each
/// command derives from the event, so a repetition is the same command and does nothing.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.process;
