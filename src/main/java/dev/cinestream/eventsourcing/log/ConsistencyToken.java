package dev.cinestream.eventsourcing.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in a lane: `category:lane:sequence`. A command answers with the place of its last event; a query that sends it
/// back is answered from a read model that has passed it.
public record ConsistencyToken(String category, int lane, long sequence) {

    private static final Pattern FORM =
            Pattern.compile("([a-z][a-z0-9.-]{0,99}):([0-9]{1,5}):([0-9]{1,18})");

    /// @throws IllegalArgumentException with a text for the caller when it is not of the form
    public static ConsistencyToken parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "A consistency token has the form category:lane:sequence, for example content.title:17:42");
        }
        return new ConsistencyToken(
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                Long.parseLong(matcher.group(3)));
    }

    @Override
    public String toString() {
        return category + ":" + lane + ":" + sequence;
    }
}
