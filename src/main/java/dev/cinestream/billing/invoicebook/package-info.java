/// The numbers of a seller's documents in a year: an aggregate. Plain Java.
@org.jspecify.annotations.NullMarked
package dev.cinestream.billing.invoicebook;
