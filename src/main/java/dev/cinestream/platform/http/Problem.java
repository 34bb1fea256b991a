package dev.cinestream.platform.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What went wrong, as every error of this API says it (RFC 9457, `application/problem+json`).
///
/// @param type `/problems/<code>`: a reference, relative on purpose, that is compared and need not be called
/// @param title the code in words; the same for every problem of the type
/// @param status the HTTP status
/// @param detail what was wrong with this request, and what would be right
/// @param instance the path that was asked for
/// @param errors each wrong place, when there are places to name
/// @param more the type's own members, for example `actualRevision`
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "errors"})
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        List<Violation> errors,
        @JsonAnyGetter Map<String, Object> more) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPES = "/problems/";

    public Problem {
        errors = List.copyOf(errors);
        more = Map.copyOf(more);
    }

    /// @param code kebab case, part of the public API
    public static Problem of(int status, String code, String detail, Violation... errors) {
        return new Problem(
                TYPES + code, title(code), status, detail, null, List.of(errors), Map.of());
    }

    public Problem at(String path) {
        return new Problem(type, title, status, detail, path, errors, more);
    }

    public Problem with(Map<String, ?> members) {
        return new Problem(type, title, status, detail, instance, errors, Map.copyOf(members));
    }

    /// The last segment of the type.
    public String code() {
        return type.substring(TYPES.length());
    }

    private static String title(String code) {
        return Character.toUpperCase(code.charAt(0)) + code.substring(1).replace('-', ' ');
    }

    /// One wrong place: exactly one of pointer, header and parameter says where.
    ///
    /// @param pointer JSON pointer (RFC 6901) into the body
    /// @param expected what would be right: a form in words, or the list of what is allowed
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Violation(
            @Nullable String pointer,
            @Nullable String header,
            @Nullable String parameter,
            String detail,
            @Nullable Object expected) {

        public static Violation inBody(String pointer, String detail, @Nullable Object expected) {
            return new Violation(pointer, null, null, detail, expected);
        }

        public static Violation inHeader(String header, String detail, @Nullable Object expected) {
            return new Violation(null, header, null, detail, expected);
        }

        public static Violation inParameter(
                String parameter, String detail, @Nullable Object expected) {
            return new Violation(null, null, parameter, detail, expected);
        }
    }
}
