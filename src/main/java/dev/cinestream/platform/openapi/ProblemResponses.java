package dev.cinestream.platform.openapi;

import dev.cinestream.platform.http.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/// The answers of every operation that are a problem (RFC 9457), each with an example.
final class ProblemResponses {

    static final String SCHEMA = "Problem";

    /// @param words what the status means here
    private record Answer(String words, String code, String detail) {}

    private static final Map<Integer, Answer> ANSWERS = new TreeMap<>();

    static {
        answer(
                400,
                "The request is wrong; the problem says what, where, and what would be right",
                "invalid-value",
                "/kind (line 1, column 10): Expected one of MOVIE, SERIES, SEASON, EPISODE");
        answer(
                401,
                "No token, or one that is not valid",
                "unauthenticated",
                "This needs a bearer token.");
        answer(
                403,
                "The token's roles do not allow this",
                "forbidden",
                "The token does not carry a role that may do this.");
        answer(
                404,
                "There is nothing here, or nothing for this caller",
                "not-found",
                "There is nothing here.");
        answer(
                409,
                "Not in its present state",
                "conflict",
                "It is not in a state in which this can be done.");
        answer(
                412,
                "It has changed since the caller saw it",
                "stale-revision",
                "You saw revision 3; it is at 4 now. Read it again and decide again.");
        answer(413, "The body is too large", "content-too-large", "The body is too large.");
        answer(
                415,
                "The body is of another media type",
                "unsupported-media-type",
                "The body is not of a media type that is understood here; most are application/json.");
        answer(
                422,
                "Well-formed, and yet it cannot be",
                "idempotency-key-reused",
                "This Idempotency-Key was used for another request; take a new one.");
        answer(
                428,
                "If-Match is missing",
                "precondition-required",
                "A request that changes says in If-Match which revision it saw: the ETag of the last answer.");
        answer(
                503,
                "Not now; ask again after Retry-After",
                "overloaded",
                "More is asked of this instance than it can do now; nothing was done.");
    }

    private ProblemResponses() {}

    /// Those that the operation may give, and what is missing of those it says itself.
    static void add(Operation operation, String path, boolean writes) {
        APIResponses responses =
                operation.getResponses() == null
                        ? OASFactory.createAPIResponses()
                        : operation.getResponses();
        operation.setResponses(responses);
        for (int status : statuses(path, operation, writes)) {
            if (!responses.hasAPIResponse("" + status)) {
                responses.addAPIResponse("" + status, OASFactory.createAPIResponse());
            }
        }
        responses
                .getAPIResponses()
                .forEach((status, response) -> {
                    if (status.matches("[45]\\d\\d")) {
                        int number = Integer.parseInt(status);
                        if (response.getDescription() == null) {
                            response.setDescription(answerOf(number).words());
                        }
                        response.setContent(content(number));
                    }
                });
    }

    private static List<Integer> statuses(String path, Operation operation, boolean writes) {
        var statuses = new java.util.ArrayList<>(List.of(400));
        if (!path.startsWith("/dev/")) {
            statuses.addAll(List.of(401, 403, 503));
        }
        if (path.contains("{")) {
            statuses.add(404);
        }
        if (operation.getRequestBody() != null) {
            statuses.addAll(List.of(413, 415));
        }
        if (writes && SharedHeaders.areHeeded(path)) {
            statuses.addAll(List.of(409, 412, 422));
        }
        return statuses;
    }

    private static void answer(int status, String words, String code, String detail) {
        ANSWERS.put(status, new Answer(words, code, detail));
    }

    private static Answer answerOf(int status) {
        return ANSWERS.getOrDefault(
                status, new Answer("Refused", "refused", "The request was refused."));
    }

    private static Content content(int status) {
        Answer answer = answerOf(status);
        Problem problem = Problem.of(status, answer.code(), answer.detail());
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", problem.type());
        example.put("title", problem.title());
        example.put("status", problem.status());
        example.put("detail", problem.detail());
        return OASFactory.createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(
                                        OASFactory.createSchema()
                                                .ref("#/components/schemas/" + SCHEMA))
                                .example(example));
    }

    static Schema schema() {
        return object(
                        "What went wrong (RFC 9457). A type may have members of its own, such as actualRevision")
                .required(List.of("type", "title", "status", "detail"))
                .addProperty(
                        "type",
                        text(
                                "/problems/<code>: a reference to compare with; it need not be called"))
                .addProperty("title", text("The code in words"))
                .addProperty(
                        "status",
                        OASFactory.createSchema()
                                .addType(SchemaType.INTEGER)
                                .description("The HTTP status"))
                .addProperty(
                        "detail", text("What was wrong with this request, and what would be right"))
                .addProperty("instance", text("The path that was asked for"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(SchemaType.ARRAY)
                                .description("Each wrong place, when there are places to name")
                                .items(violation()));
    }

    private static Schema violation() {
        return object("One wrong place: pointer, header or parameter says where")
                .required(List.of("detail"))
                .addProperty("pointer", text("JSON pointer (RFC 6901) into the body"))
                .addProperty("header", text("The header's name"))
                .addProperty("parameter", text("The parameter's name"))
                .addProperty("detail", text("What is wrong with it"))
                .addProperty(
                        "expected",
                        OASFactory.createSchema()
                                .description(
                                        "What would be right: a form in words, or what is allowed"));
    }

    private static Schema object(String description) {
        return OASFactory.createSchema().addType(SchemaType.OBJECT).description(description);
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }
}
