/// The figures: what CineStream does, each beside what its raw parts could do in the same run (CS-6). Run by
/// `./mvnw -Pbench verify`; printed as a table and written to `target/bench/report.json`.
@org.jspecify.annotations.NullMarked
package dev.cinestream.bench;
