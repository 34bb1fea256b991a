/// The account aggregate.
@org.jspecify.annotations.NullMarked
package dev.cinestream.user.account;
