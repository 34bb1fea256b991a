package dev.cinestream.admin.web;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The body of a request that must say why.
@Schema(name = "Because")
public record Because(@Schema(description = "For the record, 1 to 500 characters") String reason) {

    private static final int LONGEST = 500;

    public Because {
        check(reason);
    }

    /// @throws IllegalArgumentException when it is none
    static void check(String reason) {
        if (reason.isBlank() || reason.length() > LONGEST) {
            throw new IllegalArgumentException("A reason has 1 to " + LONGEST + " characters");
        }
    }
}
