package dev.cinestream.platform.http;

import dev.cinestream.platform.http.Problem.Violation;
import dev.cinestream.platform.json.StorableText;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a query may say: nothing that the resource does not know (a typo would silently widen the answer), and one thing
/// once.
public final class QueryParameters {

    private QueryParameters() {}

    /// @param once may stand there once
    /// @param often may be repeated
    /// @throws ProblemException 400 when another is there, or one too often
    public static void allow(UriInfo uri, Set<String> once, Set<String> often) {
        uri.getQueryParameters()
                .forEach((name, values) -> {
                    if (!once.contains(name) && !often.contains(name)) {
                        throw unknown(name, once, often);
                    }
                    if (once.contains(name) && values.size() > 1) {
                        throw ProblemException.badParameter(
                                name, "Is there more than once.", "one value");
                    }
                    values.forEach(value -> refuseUnstorable(name, value));
                });
    }

    /// @throws ProblemException 400 when it is below or above
    public static int within(
            String name, @Nullable Integer value, int least, int most, int otherwise) {
        if (value == null) {
            return otherwise;
        }
        if (value < least || value > most) {
            throw ProblemException.badParameter(
                    name, "Is out of range.", "a number from " + least + " to " + most);
        }
        return value;
    }

    private static ProblemException unknown(String name, Set<String> once, Set<String> often) {
        var known = new TreeSet<>(once);
        known.addAll(often);
        return ProblemException.badRequest(
                "unknown-parameter",
                "This takes no such parameter.",
                Violation.inParameter(name, "Is not known here", List.copyOf(known)));
    }

    private static void refuseUnstorable(String name, String value) {
        String flaw = StorableText.flawOf(value);
        if (flaw != null) {
            throw ProblemException.badParameter(name, "It " + flaw + ".", "Unicode text");
        }
    }
}
