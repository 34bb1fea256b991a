package dev.cinestream.user.policy;

import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.process.AddressedCommand;
import dev.cinestream.eventsourcing.process.Policy;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.account.AccountEvent.AccountClosed;
import dev.cinestream.user.account.AccountEvent.PasswordChanged;
import dev.cinestream.user.session.Session.End;
import dev.cinestream.user.session.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/// Whoever was logged in with the password of before has to log in again: perhaps that is why it was changed.
@ApplicationScoped
public class WhenPasswordChangedThenEndSessions implements Policy {

    private final Sessions sessions;

    WhenPasswordChangedThenEndSessions(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public String name() {
        return "end_of_sessions";
    }

    @Override
    public List<String> categories() {
        return List.of(UserModule.ACCOUNT.category());
    }

    @Override
    public Uni<List<AddressedCommand<?, ?, ?, ?>>> react(Envelope<?> envelope) {
        UUID account = envelope.metadata().streamId();
        Uni<Void> ended =
                switch (envelope.event()) {
                    case PasswordChanged _ -> sessions.endAll(account, End.PASSWORD_CHANGED, null);
                    case AccountClosed _ -> sessions.endAll(account, End.CLOSED, null);
                    default -> Uni.createFrom().voidItem();
                };
        return ended.replaceWith(List.of());
    }
}
