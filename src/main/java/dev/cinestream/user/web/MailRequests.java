package dev.cinestream.user.web;

import dev.cinestream.user.credential.Attempts;
import dev.cinestream.user.credential.Attempts.Both;
import dev.cinestream.user.credential.EmailIds;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;

/// Sees that nobody's mailbox is filled by who types their address, whether it has an account or not.
@ApplicationScoped
class MailRequests {

    private final Attempts attempts;
    private final EmailIds ids;

    MailRequests(Attempts attempts, EmailIds ids) {
        this.attempts = attempts;
        this.ids = ids;
    }

    /// Counts one more mail to the address.
    ///
    /// @throws dev.cinestream.platform.http.ProblemException 429, as a failure, when there were too many
    Uni<Void> count(String email, HttpServerRequest http) {
        return attempts.begin(Both.MAIL, ids.of(email), Callers.address(http))
                .invoke(Callers::mustBeOver)
                .replaceWithVoid();
    }
}
