/// Whether the log is what was committed: the numbers of every lane at a glance, and a scan that reads and verifies every
/// event ever written.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.integrity;
