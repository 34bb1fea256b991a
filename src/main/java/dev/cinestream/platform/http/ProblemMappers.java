package dev.cinestream.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.json.JsonProblems;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// Every way a request can fail, as a [Problem].
public final class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final String BEARER = "Bearer realm=\"cinestream\"";

    @ServerExceptionMapper
    public Response problem(ProblemException e, UriInfo uri) {
        Response.ResponseBuilder response = rendered(e.problem(), uri);
        e.headers().forEach(response::header);
        return response.build();
    }

    @ServerExceptionMapper
    public Response overloaded(CommandBus.OverloadedException e, UriInfo uri) {
        return problem(
                ProblemException.unavailable(
                        "overloaded",
                        "More is asked of this instance than it can do now; nothing was done.",
                        RETRY_AFTER),
                uri);
    }

    @ServerExceptionMapper
    public Response unavailable(CommandBus.UnavailableException e, UriInfo uri) {
        LOG.warnf("command outcome unknown: %s", e.getMessage());
        return problem(
                ProblemException.unavailable(
                        "outcome-unknown",
                        "The database did not answer; ask again with the same Idempotency-Key to learn the outcome.",
                        RETRY_AFTER),
                uri);
    }

    @ServerExceptionMapper
    public Response unreadable(MismatchedInputException e, UriInfo uri) {
        return unreadableJson(e, uri);
    }

    @ServerExceptionMapper
    public Response unreadableJson(JsonProcessingException e, UriInfo uri) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException ours) {
                return problem(
                        ours, uri); // of the body's stream; Jackson wraps what it reads through
            }
        }
        Problem problem = JsonProblems.explain(e);
        return problem == null ? incident(e, uri) : rendered(problem, uri).build();
    }

    /// No route, or a parameter that no converter took; its own method, since only with it Quarkus asks us at all when no
    /// route matches.
    @ServerExceptionMapper
    public Response notFound(NotFoundException e, UriInfo uri) {
        return refused(e, uri);
    }

    @ServerExceptionMapper
    public Response refused(WebApplicationException e, UriInfo uri) {
        if (e.getCause() instanceof ProblemException cause) {
            return problem(cause, uri);
        }
        if (e.getCause() instanceof JsonProcessingException cause) {
            return unreadableJson(cause, uri);
        }
        int status = e.getResponse().getStatus();
        if (status < 400) {
            return e.getResponse();
        }
        if (status >= 500) {
            return incident(e, uri);
        }
        Response.ResponseBuilder response = rendered(ofStatus(e, status), uri);
        e.getResponse()
                .getHeaders()
                .forEach((name, values) -> {
                    if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
                        values.forEach(value -> response.header(name, value));
                    }
                });
        return response.build();
    }

    private static Problem ofStatus(WebApplicationException e, int status) {
        boolean converter = e.getCause() instanceof IllegalArgumentException;
        return switch (status) {
            case 400 -> Problem.of(400, "bad-request", "The request cannot be understood.");
            case 404 ->
                    converter
                            ? Problem.of(
                                    400,
                                    "invalid-parameter",
                                    "A parameter of the path or the query is not of the form it must have.")
                            : Problem.of(404, "not-found", "There is nothing here.");
            case 405 ->
                    Problem.of(
                            405,
                            "method-not-allowed",
                            "The resource is here, but not with this method.");
            case 406 ->
                    Problem.of(
                            406, "not-acceptable", "Nothing of what Accept asks for can be given.");
            case 413 -> Problem.of(413, "content-too-large", "The body is too large.");
            case 415 ->
                    Problem.of(
                            415,
                            "unsupported-media-type",
                            "The body is not of a media type that is understood here; most are application/json.");
            default -> Problem.of(status, "refused", "The request was refused.");
        };
    }

    @ServerExceptionMapper
    public Response notAuthenticated(UnauthorizedException e, UriInfo uri) {
        return problem(unauthorized("unauthenticated", "This needs a bearer token.", BEARER), uri);
    }

    @ServerExceptionMapper
    public Response badToken(AuthenticationFailedException e, UriInfo uri) {
        String flaw = expired(e) ? "The token has expired." : "The token is not valid here.";
        return problem(
                unauthorized(
                        "invalid-token",
                        flaw,
                        BEARER + ", error=\"invalid_token\", error_description=\"" + flaw + "\""),
                uri);
    }

    @ServerExceptionMapper
    public Response notAllowed(ForbiddenException e, UriInfo uri) {
        return problem(
                ProblemException.forbidden(
                                "forbidden", "The token does not carry a role that may do this.")
                        .withHeader(
                                HttpHeaders.WWW_AUTHENTICATE,
                                BEARER + ", error=\"insufficient_scope\""),
                uri);
    }

    /// Anything else is our fault. The caller learns a number to ask about, and nothing more.
    @ServerExceptionMapper
    public Response incident(Throwable e, UriInfo uri) {
        String incident = Uuid7.next().toString();
        LOG.errorf(e, "incident %s", incident);
        return rendered(
                        Problem.of(
                                        500,
                                        "internal-error",
                                        "Something failed on our side. Ask about it by the incident's id.")
                                .with(Map.of("incident", incident)),
                        uri)
                .build();
    }

    private static ProblemException unauthorized(String code, String detail, String challenge) {
        return new ProblemException(Problem.of(401, code, detail))
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }

    private static boolean expired(@Nullable Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof org.jose4j.jwt.consumer.InvalidJwtException invalid) {
                return invalid.hasExpired();
            }
        }
        return false;
    }

    private static Response.ResponseBuilder rendered(Problem problem, UriInfo uri) {
        Problem placed = problem.instance() == null ? problem.at(uri.getPath()) : problem;
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(placed);
    }
}
