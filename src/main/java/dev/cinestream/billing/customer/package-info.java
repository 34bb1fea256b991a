/// The customer and its subscription: an aggregate. Plain Java.
@org.jspecify.annotations.NullMarked
package dev.cinestream.billing.customer;
