package dev.cinestream.user.session;

import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;

/// A P-256 key of ours, for ES256.
///
/// @param kid names it in the header of what it signed
/// @param signsFrom it is published before
/// @param signsUntil the next one follows
/// @param verifiesUntil until the last of what it signed has expired
public record SigningKey(
        String kid,
        ECPublicKey publicKey,
        PrivateKey privateKey,
        Instant signsFrom,
        Instant signsUntil,
        Instant verifiesUntil) {

    @Override
    public String toString() {
        return "SigningKey[" + kid + ", signs from " + signsFrom + " until " + signsUntil + "]";
    }
}
