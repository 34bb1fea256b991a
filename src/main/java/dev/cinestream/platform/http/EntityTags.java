package dev.cinestream.platform.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Entity tags (RFC 9110, 8.8.3). An aggregate's is its revision, strong: `"42"`; told in one of several languages
/// `"42-de"`, since other bytes need another tag. Either names the revision in an `If-Match`.
public final class EntityTags {

    private static final Pattern REVISION =
            Pattern.compile("\"(0|[1-9][0-9]{0,17})(?:-[A-Za-z0-9-]{1,35})?\"");
    private static final Pattern TAG =
            Pattern.compile("(?:W/)?(\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\")");

    private EntityTags() {}

    public static String of(long revision) {
        return "\"" + revision + "\"";
    }

    /// @param language of the answer, a BCP 47 tag; null when it would be the same in any
    public static String of(long revision, @Nullable String language) {
        return language == null ? of(revision) : "\"" + revision + "-" + language + "\"";
    }

    /// Of an answer that is made of many rows: weak, from what it says.
    public static String weak(Object answer) {
        byte[] digest = sha256().digest(answer.toString().getBytes(StandardCharsets.UTF_8));
        return "W/\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// The revision that an `If-Match` names.
    ///
    /// @throws ProblemException 400 when it is not exactly one strong tag as this API gives them
    public static long revisionOf(String ifMatch) {
        Matcher matcher = REVISION.matcher(ifMatch.strip());
        if (!matcher.matches()) {
            throw ProblemException.badHeader(
                    HttpHeaders.IF_MATCH,
                    ifMatch.strip().startsWith("W/")
                            ? "A weak tag does not say which revision was seen."
                            : "Is not one entity tag as the ETag of an answer gives it.",
                    "\"<revision>\", for example \"42\"");
        }
        return Long.parseLong(matcher.group(1));
    }

    /// Whether the caller has it already: weak comparison, as `If-None-Match` asks for. A header that is no list of tags
    /// names none.
    public static boolean isKnown(@Nullable String ifNoneMatch, String tag) {
        if (ifNoneMatch == null) {
            return false;
        }
        if (ifNoneMatch.strip().equals("*")) {
            return true;
        }
        String opaque = opaque(tag);
        Matcher tags = TAG.matcher(ifNoneMatch);
        while (tags.find()) {
            if (opaque.equals(tags.group(1))) {
                return true;
            }
        }
        return false;
    }

    /// 304 when the caller has it already, the whole answer otherwise; the tag on both.
    public static Response unlessKnown(
            @Nullable String ifNoneMatch, String tag, Supplier<Response.ResponseBuilder> whole) {
        Response.ResponseBuilder response =
                isKnown(ifNoneMatch, tag) ? Response.notModified() : whole.get();
        return response.header(HttpHeaders.ETAG, tag).build();
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
