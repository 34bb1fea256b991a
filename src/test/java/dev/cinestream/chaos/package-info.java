/// The crash test: two applications, a broker and a database in processes of their own, killed and paused at random under
/// load, and a checker that shares no code with the engine it judges.
@org.jspecify.annotations.NullMarked
package dev.cinestream.chaos;
