/// The invoice, its payments and refunds: an aggregate. Plain Java.
@org.jspecify.annotations.NullMarked
package dev.cinestream.billing.invoice;
