/// JSON at the edge: strict in what it takes, RFC 3339 in what it gives.
@org.jspecify.annotations.NullMarked
package dev.cinestream.platform.json;
