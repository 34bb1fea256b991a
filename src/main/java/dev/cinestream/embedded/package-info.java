/// The real parts, for development and tests: an Apache Kafka broker and a PostgreSQL server, started by the application's
/// own code, with nothing installed.
///
/// Their jars have `provided` scope: on the class path in dev mode and in tests, absent from the packaged application and
/// the native image. So nothing outside this package may name a class of it in code: [dev.cinestream.CineStream] finds
/// [RealParts] by its name, in dev mode only, and a native build never sees it.
@org.jspecify.annotations.NullMarked
package dev.cinestream.embedded;
