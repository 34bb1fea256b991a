/// The test clock: an aggregate. Plain Java.
@org.jspecify.annotations.NullMarked
package dev.cinestream.billing.testclock;
