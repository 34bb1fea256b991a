package dev.cinestream.platform.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where a page ended: the sort keys of its last row, opaque to the caller (base64url of `[1,"<listing>",key,…]`). Not
/// secret and not signed: its keys are values the caller has seen, and go into the query as parameters.
///
/// @param listing the listing and order it belongs to; a cursor of another listing is refused
/// @param keys the last row's sort keys as text
public record Cursor(String listing, List<String> keys) {

    private static final String VERSION = "1";
    private static final int LONGEST = 2_000;
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    public Cursor {
        keys = List.copyOf(keys);
    }

    public static Cursor of(String listing, Object... keys) {
        List<String> texts = new ArrayList<>();
        for (Object key : keys) {
            texts.add(key.toString());
        }
        return new Cursor(listing, texts);
    }

    /// Reads the query parameter `cursor`.
    ///
    /// @param listing the listing that is asked for
    /// @param keys how many sort keys it has
    /// @return null when there is none: the first page
    /// @throws ProblemException 400 when it is not a cursor of this listing
    public static @Nullable Cursor parse(@Nullable String text, String listing, int keys) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (text.length() > LONGEST) {
            throw malformed();
        }
        List<String> parts = parts(text);
        boolean ours =
                parts.size() == keys + 2
                        && VERSION.equals(parts.get(0))
                        && listing.equals(parts.get(1));
        if (!ours) {
            throw malformed();
        }
        return new Cursor(listing, parts.subList(2, parts.size()));
    }

    public String key(int index) {
        return keys.get(index);
    }

    /// @throws ProblemException 400 when somebody made the cursor up
    public UUID uuid(int index) {
        try {
            return UUID.fromString(key(index));
        } catch (IllegalArgumentException _) {
            throw malformed();
        }
    }

    /// @throws ProblemException 400 when somebody made the cursor up
    public long number(int index) {
        try {
            return Long.parseLong(key(index));
        } catch (NumberFormatException _) {
            throw malformed();
        }
    }

    /// @throws ProblemException 400 when somebody made the cursor up
    public double decimal(int index) {
        try {
            return Double.parseDouble(key(index));
        } catch (NumberFormatException _) {
            throw malformed();
        }
    }

    /// What the caller gets.
    @Override
    public String toString() {
        ArrayNode json = JSON.createArrayNode().add(VERSION).add(listing);
        keys.forEach(json::add);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> parts(String text) {
        try {
            List<String> parts = JSON.readValue(Base64.getUrlDecoder().decode(text), TEXTS);
            if (parts == null || parts.stream().anyMatch(Cursor::unusable)) {
                throw malformed();
            }
            return parts;
        } catch (IllegalArgumentException | JacksonException _) {
            throw malformed();
        } catch (IOException _) {
            throw malformed();
        }
    }

    private static boolean unusable(@Nullable String part) {
        return part == null || part.indexOf('\0') >= 0;
    }

    private static ProblemException malformed() {
        return ProblemException.badParameter(
                "cursor",
                "Is not a cursor of this listing.",
                "the value that the page before gave, unchanged; or none for the first page");
    }
}
