package dev.cinestream.platform.http;

import dev.cinestream.eventsourcing.command.CommandContext;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.eventsourcing.log.Uuid7;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a request says about the command in it, besides the command. Plain data: it may be kept while an import runs on.
///
/// @param subject the token's subject
/// @param idempotencyKey as the caller sent it (draft-ietf-httpapi-idempotency-key, without the quotes)
/// @param expectedRevision from `If-Match`
/// @param reason from `Reason`: why, in the caller's words
public record CommandRequest(
        String method,
        String path,
        String subject,
        @Nullable String idempotencyKey,
        @Nullable Long expectedRevision,
        Durability durability,
        String correlationId,
        @Nullable String reason,
        @Nullable String traceparent) {

    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    public static final String REASON = "Reason";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");
    private static final Pattern TRACEPARENT =
            Pattern.compile(
                    "(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int LONGEST_REASON = 500;

    /// @throws ProblemException 400 when a header is there and wrong
    static CommandRequest of(HttpServerRequest http, String subject, String correlationId) {
        String ifMatch = http.getHeader("If-Match");
        return new CommandRequest(
                http.method().name(),
                http.path(),
                subject,
                key(http.headers().getAll(IDEMPOTENCY_KEY)),
                ifMatch == null ? null : EntityTags.revisionOf(ifMatch),
                durability(http.headers().getAll("Prefer")),
                correlationId,
                reason(http.getHeader(REASON)),
                traceparent(http.getHeader("traceparent")));
    }

    public CommandRequest withKey() {
        if (idempotencyKey == null) {
            throw ProblemException.badRequest(
                    "idempotency-key-required",
                    "A request that creates carries an Idempotency-Key, so that it may be sent again.",
                    Problem.Violation.inHeader(IDEMPOTENCY_KEY, "Is required", KEY_FORM));
        }
        return this;
    }

    /// With the reason of its body, if that has one.
    public CommandRequest because(@Nullable String of) {
        return of == null
                ? this
                : new CommandRequest(
                        method,
                        path,
                        subject,
                        idempotencyKey,
                        expectedRevision,
                        durability,
                        correlationId,
                        of,
                        traceparent);
    }

    CommandRequest withExpectedRevision() {
        if (expectedRevision == null) {
            throw ProblemException.preconditionRequired(
                    "If-Match",
                    "A request that changes says in If-Match which revision it saw: the ETag of the last answer.");
        }
        return this;
    }

    /// The context of the one command this request holds.
    ///
    /// @param canonicalBody equal for equal bodies
    CommandContext context(byte[] canonicalBody) {
        return context("", canonicalBody);
    }

    /// The context of one of the many commands this request holds; repeating the request with the same `Idempotency-Key`
    /// repeats the commands under the same ids.
    ///
    /// @param item names the command within the request
    public CommandContext context(String item, byte[] canonicalBody) {
        String key = idempotencyKey == null ? Uuid7.next().toString() : idempotencyKey;
        String id = subject + ":" + key + (item.isEmpty() ? "" : ":" + item);
        return new CommandContext(
                id,
                fingerprint(canonicalBody),
                item.isEmpty() ? expectedRevision : null,
                subject,
                correlationId,
                id,
                reason,
                traceparent,
                durability);
    }

    /// The context of a command that is no repetition of any, whatever key the caller sent: to be let in twice by one code, for
    /// example, would be no service.
    ///
    /// @param by who has just shown who they are
    public CommandContext once(String by) {
        String id = by + ":" + Uuid7.next();
        return new CommandContext(
                id, "", null, by, correlationId, id, reason, traceparent, durability);
    }

    private String fingerprint(byte[] canonicalBody) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update((method + " " + path + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha.digest(canonicalBody));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static final String KEY_FORM = "1 to 255 visible ASCII characters";

    private static @Nullable String key(List<String> sent) {
        if (sent.isEmpty()) {
            return null;
        }
        String text = sent.getFirst();
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        String key = quoted ? text.substring(1, text.length() - 1) : text;
        if (sent.size() > 1 || !KEY.matcher(key).matches()) {
            throw ProblemException.badHeader(
                    IDEMPOTENCY_KEY,
                    sent.size() > 1 ? "Is there more than once." : "Is not of the form.",
                    KEY_FORM);
        }
        return key;
    }

    /// RFC 7240: a preference that is not understood is ignored.
    private static Durability durability(List<String> preferences) {
        for (String header : preferences) {
            for (String preference : header.split(",", -1)) {
                String plain =
                        preference.replace(" ", "").replace("\"", "").toLowerCase(Locale.ROOT);
                if (plain.equals("durability=log")) {
                    return Durability.LOG;
                }
            }
        }
        return Durability.COMMIT;
    }

    /// A traceparent that is not valid is ignored, as W3C Trace Context asks.
    static @Nullable String traceparent(@Nullable String sent) {
        return sent != null && TRACEPARENT.matcher(sent).matches() ? sent : null;
    }

    private static @Nullable String reason(@Nullable String sent) {
        if (sent == null || sent.isBlank()) {
            return null;
        }
        String reason = utf8(sent).strip();
        if (reason.length() > LONGEST_REASON
                || reason.codePoints().anyMatch(Character::isISOControl)) {
            throw ProblemException.badHeader(
                    REASON,
                    "Is too long, or has control characters.",
                    "at most " + LONGEST_REASON + " characters of UTF-8 text");
        }
        return reason;
    }

    /// Header bytes arrive one a character; people write UTF-8.
    private static String utf8(String header) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(header.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.badHeader(REASON, "Is not UTF-8.", "text in UTF-8");
        }
    }
}
