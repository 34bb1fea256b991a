package dev.cinestream.platform.http;

import dev.cinestream.platform.json.Expected;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Parameters of path and query, read strictly: what is not of the form is a 400 that names the parameter and the form.
@Provider
public final class Parameters implements ParamConverterProvider {

    private static final Pattern UUID_FORM =
            Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private static final Map<Class<?>, Function<String, Object>> READERS =
            Map.of(
                    UUID.class, Parameters::uuid,
                    Instant.class, Instant::parse,
                    Integer.class, Integer::valueOf,
                    int.class, Integer::valueOf,
                    Long.class, Long::valueOf,
                    long.class, Long::valueOf,
                    Boolean.class, Parameters::bool,
                    boolean.class, Parameters::bool);

    @Override
    public <T> @Nullable ParamConverter<T> getConverter(
            Class<T> raw, Type generic, Annotation[] annotations) {
        Function<String, Object> reader = raw.isEnum() ? constant(raw) : READERS.get(raw);
        return reader == null ? null : new Strict<>(name(annotations), raw, reader);
    }

    private static UUID uuid(String text) {
        if (!UUID_FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a UUID");
        }
        return UUID.fromString(text);
    }

    private static Boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static Function<String, Object> constant(Class<?> type) {
        return text -> {
            for (Object constant : type.getEnumConstants()) {
                if (((Enum<?>) constant).name().equals(text.toUpperCase(Locale.ROOT))) {
                    return constant;
                }
            }
            throw new IllegalArgumentException("no such constant");
        };
    }

    private static String name(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            String name =
                    switch (annotation) {
                        case PathParam path -> path.value();
                        case QueryParam query -> query.value();
                        case RestPath path -> path.value();
                        case RestQuery query -> query.value();
                        default -> "";
                    };
            if (!name.isEmpty()) {
                return name;
            }
        }
        return "";
    }

    private record Strict<T>(String name, Class<T> type, Function<String, Object> reader)
            implements ParamConverter<T> {

        @Override
        @SuppressWarnings({"unchecked", "NullAway"}) // JAX-RS: an absent parameter is null
        public T fromString(@Nullable String text) {
            if (text == null) {
                return null;
            }
            try {
                return (T) reader.apply(text);
            } catch (RuntimeException e) {
                Expected expected = Expected.of(type);
                throw new ProblemException(
                        Problem.of(
                                400,
                                "invalid-parameter",
                                "The parameter "
                                        + (name.isEmpty() ? "" : name + " ")
                                        + "is not right. "
                                        + expected.sentence()
                                        + ".",
                                Problem.Violation.inParameter(
                                        name, expected.sentence(), expected.allowed())));
            }
        }

        @Override
        public String toString(T value) {
            return value.toString();
        }
    }
}
