/// The catalog as viewers and editors read it.
@org.jspecify.annotations.NullMarked
package dev.cinestream.content.readmodel;
