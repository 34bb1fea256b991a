package dev.cinestream.platform.http;

import dev.cinestream.eventsourcing.log.Uuid7;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/// One id for all that follows from a request: taken from `X-Correlation-Id`, or made. It is in every log line, in every
/// event, and in the answer.
@ApplicationScoped
public class Correlation {

    public static final String HEADER = "X-Correlation-Id";

    /// The name in the structured log.
    public static final String FIELD = "correlationId";

    /// The trace of `traceparent` in the structured log, when the caller sent one.
    static final String TRACE_FIELD = "traceId";

    private static final int TRACE_BEGINS = 3;
    private static final int TRACE_ENDS = 35;

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:@/+=-]{1,128}");
    private static final int BEFORE_ALL_ELSE = 1_000;

    void register(@Observes Filters filters) {
        filters.register(Correlation::correlate, BEFORE_ALL_ELSE);
    }

    private static void correlate(RoutingContext routing) {
        String id = idOf(routing.request().getHeader(HEADER));
        routing.put(FIELD, id);
        MDC.put(FIELD, id);
        String trace = CommandRequest.traceparent(routing.request().getHeader("traceparent"));
        if (trace != null) {
            MDC.put(TRACE_FIELD, trace.substring(TRACE_BEGINS, TRACE_ENDS));
        }
        routing.response().putHeader(HEADER, id);
        routing.next();
    }

    /// The caller's id, or a new one when there is none or it is not one: a bad id is no reason to refuse a request.
    static String idOf(@Nullable String sent) {
        return sent != null && FORM.matcher(sent).matches() ? sent : Uuid7.next().toString();
    }

    /// The id of a request that passed the filter.
    public static String of(RoutingContext routing) {
        String id = routing.get(FIELD);
        return id == null ? Uuid7.next().toString() : id;
    }
}
