package dev.cinestream.user.web;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What customers send. None is written to a log: passwords and tokens are in them.
public final class AccountRequests {

    private AccountRequests() {}

    @Schema(name = "Registration")
    public record Registration(
            @Schema(description = "Belongs to the account once the mail's link was followed")
                    String email,
            @Schema(description = "8 to 128 characters, not one of the most common")
                    String password,
            @Schema(description = "Of mails, BCP 47; English when absent")
                    @Nullable String language,
            @Schema(
                            description =
                                    "Where the household watches, ISO 3166-1 alpha-2; may be said later")
                    @Nullable String country) {
        @Override
        public String toString() {
            return "Registration";
        }
    }

    @Schema(name = "MailedToken")
    public record MailedToken(@Schema(description = "From the link in the mail") String token) {
        @Override
        public String toString() {
            return "MailedToken";
        }
    }

    @Schema(name = "Login")
    public record Login(
            String email,
            String password,
            @Schema(
                            description =
                                    "6 digits of the authenticator, or a recovery code; where the account has a second factor")
                    @Nullable String code,
            @Schema(description = "What its owner will know the device by, 1 to 100 characters")
                    String device) {
        @Override
        public String toString() {
            return "Login";
        }
    }

    @Schema(name = "Refresh")
    public record Refresh(
            @Schema(description = "The newest; an older one ends the session")
                    String refreshToken) {
        @Override
        public String toString() {
            return "Refresh";
        }
    }

    @Schema(name = "EmailOnly")
    public record EmailOnly(String email) {
        @Override
        public String toString() {
            return "EmailOnly";
        }
    }

    @Schema(name = "PasswordReset")
    public record PasswordReset(
            @Schema(description = "From the link in the mail") String token,
            @Schema(description = "8 to 128 characters, not one of the most common")
                    String password) {
        @Override
        public String toString() {
            return "PasswordReset";
        }
    }

    @Schema(name = "PasswordChange")
    public record PasswordChange(
            @Schema(description = "The one until now") String current,
            @Schema(description = "8 to 128 characters, not one of the most common")
                    String password) {
        @Override
        public String toString() {
            return "PasswordChange";
        }
    }

    @Schema(name = "EmailChange")
    public record EmailChange(
            @Schema(description = "Becomes the account's once the mail's link was followed")
                    String email,
            @Schema(description = "The account's") String password) {
        @Override
        public String toString() {
            return "EmailChange";
        }
    }

    @Schema(name = "PasswordOnly")
    public record PasswordOnly(@Schema(description = "The account's") String password) {
        @Override
        public String toString() {
            return "PasswordOnly";
        }
    }

    @Schema(name = "CodeOnly")
    public record CodeOnly(
            @Schema(description = "6 digits, as the authenticator shows them now") String code) {
        @Override
        public String toString() {
            return "CodeOnly";
        }
    }

    @Schema(name = "PasswordAndCode")
    public record PasswordAndCode(
            @Schema(description = "The account's") String password,
            @Schema(description = "6 digits of the authenticator, or a recovery code")
                    String code) {
        @Override
        public String toString() {
            return "PasswordAndCode";
        }
    }

    @Schema(name = "LoggedIn")
    public record LoggedIn(
            UUID session,
            @Schema(description = "For the header Authorization: Bearer …") String accessToken,
            @Schema(description = "Seconds until it must be refreshed") long expiresIn,
            @Schema(description = "Good once, for the next tokens") String refreshToken,
            @Schema(description = "Who watches; null until a profile is chosen")
                    @Nullable UUID profile) {
        @Override
        public String toString() {
            return "LoggedIn[session=" + session + "]";
        }
    }
}
