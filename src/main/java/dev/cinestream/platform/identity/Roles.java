package dev.cinestream.platform.identity;

import java.util.Set;

/// The roles a token may carry, for `@RolesAllowed`. None includes another.
public final class Roles {

    /// Watches.
    public static final String VIEWER = "viewer";

    /// Makes and changes the catalog.
    public static final String EDITOR = "editor";

    /// Helps viewers: sees history and what is stuck.
    public static final String SUPPORT = "support";

    /// Runs the business: campaigns, prices, accounts.
    public static final String ADMIN = "admin";

    /// Runs the machinery: integrity, rebuilds, quarantine.
    public static final String OPS = "ops";

    public static final Set<String> ALL = Set.of(VIEWER, EDITOR, SUPPORT, ADMIN, OPS);

    private Roles() {}
}
