/// The heads of aggregates, which are a cache of the log, compared with it and made anew from it.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.heads;
