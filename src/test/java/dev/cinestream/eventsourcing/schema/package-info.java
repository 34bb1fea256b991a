/// Proof that what is written is what was promised: schemas, samples, and what may change in them.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.schema;
