/// Mails to customers: which, when, and in which language.
@org.jspecify.annotations.NullMarked
package dev.cinestream.user.mail;
