/// What happens by itself: steps are taken when they are due, on the real clock or on a test clock.
@org.jspecify.annotations.NullMarked
package dev.cinestream.billing.time;
