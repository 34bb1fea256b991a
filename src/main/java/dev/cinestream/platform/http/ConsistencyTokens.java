package dev.cinestream.platform.http;

import dev.cinestream.eventsourcing.log.ConsistencyToken;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The header `Consistency-Token`: given with every command's answer, sent back with a query that must see it.
public final class ConsistencyTokens {

    public static final String HEADER = "Consistency-Token";

    private static final int MOST = 16;

    private ConsistencyTokens() {}

    /// The tokens of the header, which may list several with commas; none when it is absent.
    ///
    /// @throws ProblemException 400 when one is not of the form
    public static List<ConsistencyToken> parse(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return List.of();
        }
        String[] texts = header.split(",", MOST + 1);
        if (texts.length > MOST) {
            throw ProblemException.badHeader(HEADER, "Has too many tokens.", "at most " + MOST);
        }
        List<ConsistencyToken> tokens = new ArrayList<>();
        for (String text : texts) {
            try {
                tokens.add(ConsistencyToken.parse(text.strip()));
            } catch (IllegalArgumentException _) {
                throw ProblemException.badHeader(
                        HEADER,
                        "Is not of the form.",
                        "category:lane:sequence, for example content.title:17:42");
            }
        }
        return tokens;
    }
}
