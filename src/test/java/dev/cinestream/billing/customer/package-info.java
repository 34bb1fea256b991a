/// The rules of customers and their subscriptions, tried.
@org.jspecify.annotations.NullMarked
package dev.cinestream.billing.customer;
