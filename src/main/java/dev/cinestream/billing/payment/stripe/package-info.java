/// Stripe as payment provider, in the words of its API.
@org.jspecify.annotations.NullMarked
package dev.cinestream.billing.payment.stripe;
