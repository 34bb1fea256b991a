/// Codes besides the password: the authenticator's (TOTP) and recovery codes.
@org.jspecify.annotations.NullMarked
package dev.cinestream.user.secondfactor;
