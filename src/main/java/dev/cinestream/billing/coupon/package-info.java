/// The coupon: an aggregate. Plain Java.
@org.jspecify.annotations.NullMarked
package dev.cinestream.billing.coupon;
