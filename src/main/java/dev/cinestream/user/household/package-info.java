/// Who watches with an account: its profiles, what locks them, and where it watches.
@org.jspecify.annotations.NullMarked
package dev.cinestream.user.household;
