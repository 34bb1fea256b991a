/// From the log to read models: batches, watermarks, generations.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.projection;
