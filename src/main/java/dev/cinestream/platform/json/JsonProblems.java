package dev.cinestream.platform.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.cinestream.platform.http.Problem;
import dev.cinestream.platform.http.Problem.Violation;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What Jackson found wrong, as a problem its sender can act on: where, what, and what would be right. No class name of
/// ours shows through.
public final class JsonProblems {

    private static final Pattern MISSING =
            Pattern.compile("Missing required creator property '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern KNOWN_TYPES =
            Pattern.compile("known type ids = \\[([^]]*)]", Pattern.DOTALL);

    private JsonProblems() {}

    /// @return null when it is not the sender's fault
    public static @Nullable Problem explain(Throwable thrown) {
        return switch (thrown) {
            case StreamConstraintsException e -> limit(e);
            case JsonParseException e -> malformed(e);
            case InputCoercionException e ->
                    Problem.of(
                            400,
                            "invalid-value",
                            Expected.of(e.getTargetType()).sentence() + place(e.getLocation()));
            case StorableText.UnstorableTextException e ->
                    wrong(e, "unstorable-text", e.getOriginalMessage(), null);
            case UnrecognizedPropertyException e -> unknown(e);
            case InvalidNullException e -> missing(e, pointer(e));
            case InvalidTypeIdException e -> unknownType(e);
            case InvalidFormatException e -> mismatch(e);
            case InvalidDefinitionException _ -> null;
            case ValueInstantiationException e -> refusedByConstructor(e);
            case MismatchedInputException e -> mismatch(e);
            case JsonMappingException e -> explainCause(e);
            default -> null;
        };
    }

    private static @Nullable Problem explainCause(JsonMappingException e) {
        Throwable cause = e.getCause();
        if (cause instanceof InputCoercionException outOfRange) {
            Expected expected = Expected.of(outOfRange.getTargetType());
            return wrong(e, "invalid-value", expected.sentence(), expected.allowed());
        }
        return cause instanceof JsonProcessingException ? explain(cause) : null;
    }

    private static Problem limit(StreamConstraintsException e) {
        return Problem.of(
                400,
                "json-limit-exceeded",
                "The JSON goes beyond what is accepted"
                        + place(e.getLocation())
                        + ": "
                        + beforeParenthesis(e.getOriginalMessage()));
    }

    private static Problem malformed(JsonParseException e) {
        String said = e.getOriginalMessage();
        String code = said.startsWith("Duplicate field") ? "duplicate-property" : "malformed-json";
        return Problem.of(
                400,
                code,
                "The body is not JSON as expected" + place(e.getLocation()) + ": " + said);
    }

    private static Problem unknown(UnrecognizedPropertyException e) {
        List<String> known =
                e.getKnownPropertyIds() == null
                        ? List.of()
                        : e.getKnownPropertyIds().stream().map(Object::toString).sorted().toList();
        return wrong(
                e,
                "unknown-property",
                "There is no property \"" + e.getPropertyName() + "\" here",
                known);
    }

    private static Problem unknownType(InvalidTypeIdException e) {
        Matcher known = KNOWN_TYPES.matcher(Objects.requireNonNullElse(e.getOriginalMessage(), ""));
        List<String> allowed =
                known.find() ? Arrays.asList(known.group(1).split(", ?")) : List.<String>of();
        return wrong(
                e,
                "unknown-type",
                e.getTypeId() == null
                        ? "The property that names the type is missing"
                        : "There is no type \"" + e.getTypeId() + "\" here",
                allowed);
    }

    private static Problem missing(JsonMappingException e, String pointer) {
        return problem(e, "missing-property", pointer, "Is required, and is missing or null", null);
    }

    private static Problem mismatch(MismatchedInputException e) {
        String said = Objects.requireNonNullElse(e.getOriginalMessage(), "");
        Matcher missing = MISSING.matcher(said);
        if (missing.matches()) {
            String pointer = pointer(e);
            String property = "/" + escaped(missing.group(1));
            return missing(e, pointer.endsWith(property) ? pointer : pointer + property);
        }
        if (said.startsWith("Trailing token")) {
            return Problem.of(
                    400,
                    "malformed-json",
                    "There is more after the end of the JSON" + place(e.getLocation()));
        }
        if (said.startsWith("Unexpected end-of-input") || said.startsWith("No content")) {
            return Problem.of(
                    400, "malformed-json", "The JSON ends too early" + place(e.getLocation()));
        }
        Expected expected = Expected.of(e.getTargetType());
        return wrong(e, "invalid-value", expected.sentence(), expected.allowed());
    }

    private static @Nullable Problem refusedByConstructor(ValueInstantiationException e) {
        return e.getCause() instanceof IllegalArgumentException why && why.getMessage() != null
                ? wrong(e, "invalid-value", why.getMessage(), null)
                : null;
    }

    private static Problem wrong(
            JsonMappingException e, String code, String detail, @Nullable Object expected) {
        return problem(e, code, pointer(e), detail, expected);
    }

    private static Problem problem(
            JsonMappingException e,
            String code,
            String pointer,
            String detail,
            @Nullable Object expected) {
        String where = pointer.isEmpty() ? "The body" : pointer;
        return Problem.of(
                400,
                code,
                where + place(e.getLocation()) + ": " + detail,
                Violation.inBody(pointer, detail, expected));
    }

    private static String pointer(JsonMappingException e) {
        var pointer = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            String name = step.getFieldName();
            pointer.append('/').append(name == null ? "" + step.getIndex() : escaped(name));
        }
        return pointer.toString();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static String beforeParenthesis(String text) {
        int end = text.indexOf(", from `");
        return end < 0 ? text : text.substring(0, end) + ")";
    }
}
