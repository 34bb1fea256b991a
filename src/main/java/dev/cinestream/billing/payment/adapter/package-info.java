/// The payment simulator's tables.
@org.jspecify.annotations.NullMarked
package dev.cinestream.billing.payment.adapter;
