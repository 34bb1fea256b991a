package dev.cinestream.user;

import dev.cinestream.platform.identity.Roles;

/// What an account may be besides a viewer.
public enum StaffRole {
    EDITOR(Roles.EDITOR),
    SUPPORT(Roles.SUPPORT),
    OPS(Roles.OPS),
    ADMIN(Roles.ADMIN);

    private final String inTokens;

    StaffRole(String inTokens) {
        this.inTokens = inTokens;
    }

    /// As tokens carry it.
    public String inTokens() {
        return inTokens;
    }
}
