/// What becomes of accounts in time.
@org.jspecify.annotations.NullMarked
package dev.cinestream.user.process;
