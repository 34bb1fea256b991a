/// From the log alone: projections beside the serving ones, heads of aggregates, and lanes that stand still.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.rebuild;
