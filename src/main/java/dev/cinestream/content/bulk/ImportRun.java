package dev.cinestream.content.bulk;

import dev.cinestream.eventsourcing.command.CommandContext;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.platform.http.CommandRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who imports, and why: what all commands of an import have in common.
///
/// @param actor a token's subject, or `system:<part>`
public record ImportRun(
        String actor,
        String correlationId,
        @Nullable String reason,
        @Nullable String traceparent,
        Durability durability) {

    public static ImportRun of(CommandRequest request) {
        return new ImportRun(
                request.subject(),
                request.correlationId(),
                request.reason(),
                request.traceparent(),
                request.durability());
    }

    /// The context of a command that makes a title at `seen` what a line says. The same again for the same line and
    /// revision, so that a command whose outcome is unknown is the same command when it is sent again.
    CommandContext context(UUID title, long seen, byte[] line) {
        String fingerprint = sha256(line);
        String id = actor + ":import:" + title + "@" + seen + ":" + fingerprint;
        return new CommandContext(
                id, fingerprint, seen, actor, correlationId, id, reason, traceparent, durability);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
