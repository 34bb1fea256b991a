/// Plans, their versions and what they are sold for, tried.
@org.jspecify.annotations.NullMarked
package dev.cinestream.billing.plan;
