/// The edges every module shares: HTTP as it answers errors and commands, identity, JSON, time. Knows the engine, and no
/// module.
@org.jspecify.annotations.NullMarked
package dev.cinestream.platform;
