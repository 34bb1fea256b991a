package dev.cinestream.platform.identity;

/// Who issues this installation's own tokens, and whom they are for.
public final class OwnTokens {

    public static final String ISSUER = "https://cinestream.dev";
    public static final String AUDIENCE = "cinestream-api";

    private OwnTokens() {}
}
