/// Who moves money: a port, and what goes through it. The providers lie in the packages below.
@org.jspecify.annotations.NullMarked
package dev.cinestream.billing.payment;
