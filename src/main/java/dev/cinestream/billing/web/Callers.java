package dev.cinestream.billing.web;

import dev.cinestream.billing.BillingModule;
import dev.cinestream.billing.customer.CustomerState.Open;
import dev.cinestream.billing.time.Time;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.platform.http.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// Who asks, as a customer: the account of the request's token, and what time it is for them.
@RequestScoped
class Callers {

    private final CommandBus bus;
    private final Time time;
    private final JsonWebToken token;

    Callers(CommandBus bus, Time time, JsonWebToken token) {
        this.bus = bus;
        this.time = time;
        this.token = token;
    }

    /// A customer as the rules see it now.
    record Present(UUID id, Open customer, long revision, Instant now) {}

    Uni<Present> present() {
        UUID account = account();
        return bus.head(BillingModule.CUSTOMER, account)
                .chain(head -> {
                    if (head != null && head.state() instanceof Open open) {
                        return time.now(open.clock())
                                .map(now -> new Present(account, open, head.revision(), now));
                    }
                    throw ProblemException.notFound(
                            "no-such-customer",
                            "The account is no customer (yet): it is one soon after its address was confirmed.");
                });
    }

    UUID account() {
        try {
            return UUID.fromString(token.getSubject());
        } catch (IllegalArgumentException _) {
            throw ProblemException.forbidden(
                    "no-account", "The token does not name an account of this platform.");
        }
    }
}
