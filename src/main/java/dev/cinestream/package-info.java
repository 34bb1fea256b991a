/// CineStream, an OTT platform as an event-sourced modular monolith.
@org.jspecify.annotations.NullMarked
package dev.cinestream;
