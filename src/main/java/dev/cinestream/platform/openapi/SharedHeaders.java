package dev.cinestream.platform.openapi;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;

/// Headers and parameters that mean the same wherever they stand.
final class SharedHeaders {

    private static final Map<String, String> MEANINGS =
            Map.of(
                    "cursor",
                    "Where the page begins: the value that the page before gave; absent for the first",
                    "limit",
                    "How many at most",
                    "country",
                    "ISO 3166-1 alpha-2, for example ES",
                    "Accept-Language",
                    "In which language texts are wanted (RFC 9110)",
                    "If-None-Match",
                    "The ETag the caller has; 304 when it is still so",
                    "Consistency-Token",
                    "From the answer to a command: this answer waits, for a moment, until it shows that command's effect",
                    "Last-Event-ID",
                    "The id of the last event the caller got; the feed goes on after it");

    private SharedHeaders() {}

    /// Whether the operations below the path that change something are commands.
    static boolean areHeeded(String path) {
        return path.startsWith("/v1/");
    }

    /// What every use of the admin API may say, for the audit log.
    static List<Parameter> auditedHeaders(boolean begins) {
        return begins
                ? List.of(idempotencyKey(), reason(), correlation())
                : List.of(reason(), correlation());
    }

    static List<Parameter> writeHeaders() {
        return List.of(
                idempotencyKey(),
                header(
                        "If-Match",
                        "The ETag the caller saw; 412 when it has changed since. Required where something is replaced"),
                header(
                        "Prefer",
                        "durability=log: answer only after Kafka has the event, too (RFC 7240)"),
                reason(),
                correlation());
    }

    private static Parameter idempotencyKey() {
        return header(
                "Idempotency-Key",
                "1 to 255 visible ASCII characters, new for each request; the same request with the same key is done once and"
                        + " answered the same. Required where something is made");
    }

    private static Parameter reason() {
        return header("Reason", "Why, for the record; at most 500 characters");
    }

    private static Parameter correlation() {
        return header("X-Correlation-Id", "Names the request in logs and events; made when absent");
    }

    /// Says what it means, unless its operation does.
    static void describe(Parameter parameter) {
        String name = parameter.getName();
        if (parameter.getDescription() == null && name != null) {
            parameter.setDescription(MEANINGS.get(name));
        }
    }

    private static Parameter header(String name, String description) {
        return OASFactory.createParameter()
                .name(name)
                .in(In.HEADER)
                .required(false)
                .description(description)
                .schema(OASFactory.createSchema().addType(SchemaType.STRING));
    }
}
