/// The title aggregate.
@org.jspecify.annotations.NullMarked
package dev.cinestream.content.title;
