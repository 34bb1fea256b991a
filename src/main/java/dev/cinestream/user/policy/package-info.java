/// What follows from what happens to accounts and claims.
@org.jspecify.annotations.NullMarked
package dev.cinestream.user.policy;
