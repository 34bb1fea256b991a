/// Billing, tried.
@org.jspecify.annotations.NullMarked
package dev.cinestream.billing;
