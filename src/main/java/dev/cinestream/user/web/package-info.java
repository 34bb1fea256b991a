/// Accounts and logins over HTTP.
@org.jspecify.annotations.NullMarked
package dev.cinestream.user.web;
