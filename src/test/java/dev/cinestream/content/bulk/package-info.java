/// Proof of the bulk ways in and out of the catalog.
@org.jspecify.annotations.NullMarked
package dev.cinestream.content.bulk;
