package dev.cinestream.platform.http;

/// A line of an NDJSON body: what it says, or why it cannot be read. One that cannot does not hinder the others.
public sealed interface JsonLine<T> {

    /// The line's place in the body, from 1.
    long number();

    record Read<T>(long number, T value) implements JsonLine<T> {}

    record Unreadable<T>(long number, Problem problem) implements JsonLine<T> {}
}
