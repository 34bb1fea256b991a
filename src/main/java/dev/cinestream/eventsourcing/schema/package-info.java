/// Events as bytes and back: wire names, schema versions, upcasting.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.schema;
