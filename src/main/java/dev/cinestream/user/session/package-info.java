/// Logins: sessions, the tokens that stand for them, and the keys those are signed with.
@org.jspecify.annotations.NullMarked
package dev.cinestream.user.session;
