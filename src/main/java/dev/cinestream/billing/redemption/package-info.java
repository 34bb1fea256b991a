/// That one customer redeemed one coupon: an aggregate. Plain Java.
@org.jspecify.annotations.NullMarked
package dev.cinestream.billing.redemption;
