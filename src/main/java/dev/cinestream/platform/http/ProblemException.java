package dev.cinestream.platform.http;

import dev.cinestream.platform.http.Problem.Violation;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// A [Problem] on its way to the caller. Thrown, or the failure of a `Uni`; carries no stack trace, since it is an answer
/// and no defect.
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    public ProblemException(Problem problem) {
        this(problem, Map.of());
    }

    private ProblemException(Problem problem, Map<String, String> headers) {
        super(
                problem.status() + " " + problem.code() + ": " + problem.detail(),
                null,
                false,
                false);
        this.problem = problem;
        this.headers = headers;
    }

    public Problem problem() {
        return problem;
    }

    /// Headers the answer carries besides its content type.
    public Map<String, String> headers() {
        return headers;
    }

    public ProblemException withHeader(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new ProblemException(problem, Map.copyOf(more));
    }

    public static ProblemException badRequest(String code, String detail, Violation... errors) {
        return of(400, code, detail, errors);
    }

    /// A header that is there and wrong.
    public static ProblemException badHeader(String header, String detail, Object expected) {
        return badRequest("invalid-header", detail, Violation.inHeader(header, detail, expected));
    }

    /// A path or query parameter that is wrong.
    public static ProblemException badParameter(String name, String detail, Object expected) {
        return badRequest(
                "invalid-parameter", detail, Violation.inParameter(name, detail, expected));
    }

    /// Who asks has not shown who they are. With a challenge, as RFC 9110 wants it.
    public static ProblemException unauthorized(String code, String detail) {
        return of(401, code, detail).withHeader("WWW-Authenticate", "Bearer");
    }

    public static ProblemException forbidden(String code, String detail) {
        return of(403, code, detail);
    }

    public static ProblemException notFound(String code, String detail) {
        return of(404, code, detail);
    }

    public static ProblemException conflict(String code, String detail) {
        return of(409, code, detail);
    }

    public static ProblemException preconditionFailed(String detail, Map<String, ?> members) {
        return new ProblemException(Problem.of(412, "stale-revision", detail).with(members));
    }

    public static ProblemException preconditionRequired(String header, String detail) {
        return of(428, "precondition-required", detail, Violation.inHeader(header, detail, null));
    }

    public static ProblemException tooLarge(String detail) {
        return of(413, "content-too-large", detail);
    }

    public static ProblemException unsupportedMediaType(String detail) {
        return of(415, "unsupported-media-type", detail);
    }

    public static ProblemException unprocessable(String code, String detail, Violation... errors) {
        return of(422, code, detail, errors);
    }

    /// Not so often: ask again after a while.
    public static ProblemException tooMany(String code, String detail, Duration retryAfter) {
        return of(429, code, detail).after(retryAfter);
    }

    /// Not now: ask again after a while.
    public static ProblemException unavailable(String code, String detail, Duration retryAfter) {
        return of(503, code, detail).after(retryAfter);
    }

    private ProblemException after(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return withHeader("Retry-After", Long.toString(seconds));
    }

    private static ProblemException of(
            int status, String code, String detail, Violation... errors) {
        return new ProblemException(Problem.of(status, code, detail, errors));
    }
}
