package dev.cinestream.user.web;

import dev.cinestream.user.Email;
import dev.cinestream.user.account.AccountState.Open;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An account as its owner sees it.
///
/// @param email null while none is confirmed
/// @param pendingEmail that waits to be confirmed
@Schema(name = "Account")
public record AccountView(
        UUID id, @Nullable String email, @Nullable String pendingEmail, String language) {

    static AccountView of(UUID id, Open account) {
        var pending = account.pending();
        return new AccountView(
                id,
                text(account.email()),
                pending == null ? null : text(pending.email()),
                account.language());
    }

    private static @Nullable String text(@Nullable Email email) {
        return email == null ? null : email.address().text();
    }
}
