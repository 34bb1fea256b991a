package dev.cinestream.user;

import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.user.account.AccountEvent.AccountClosed;
import dev.cinestream.user.account.AccountEvent.EmailConfirmed;
import java.util.Optional;

/// What other modules may hear of an account, from its events in [#CATEGORY].
public enum AccountNews {
    /// It has an address now, and so a customer who can be reached.
    ACTIVATED,
    /// It is gone for ever.
    CLOSED;

    public static final String CATEGORY = "user.account";

    /// What an event of the category means to others; nothing, most often.
    public static Optional<AccountNews> of(Envelope<?> event) {
        return switch (event.event()) {
            case EmailConfirmed confirmed when confirmed.instead() == null ->
                    Optional.of(ACTIVATED);
            case AccountClosed _ -> Optional.of(CLOSED);
            default -> Optional.empty();
        };
    }
}
