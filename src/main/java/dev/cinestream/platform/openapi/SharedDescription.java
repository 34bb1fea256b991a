package dev.cinestream.platform.openapi;

import static dev.cinestream.platform.openapi.SharedHeaders.auditedHeaders;
import static dev.cinestream.platform.openapi.SharedHeaders.writeHeaders;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/// What all operations have in common, said once and not at each of them: the problems they may answer, the headers every
/// command heeds, the parameters that mean the same everywhere, and the example of a body, which lies in a file of its own.
///
/// Runs in the build; what is served is what was built.
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class SharedDescription implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI api) {
        var components =
                Objects.requireNonNullElseGet(api.getComponents(), OASFactory::createComponents);
        components.addSchema(ProblemResponses.SCHEMA, ProblemResponses.schema());
        api.setComponents(components);
        if (api.getPaths() != null) {
            api.getPaths().getPathItems().forEach(SharedDescription::path);
        }
    }

    private static void path(String path, PathItem item) {
        item.getOperations().forEach((method, operation) -> describe(path, method, operation));
    }

    private static void describe(String path, HttpMethod method, Operation operation) {
        boolean writes = method != HttpMethod.GET && method != HttpMethod.HEAD;
        ProblemResponses.add(operation, path, writes);
        if (writes && SharedHeaders.areHeeded(path)) {
            add(writeHeaders(), operation);
        }
        if (path.startsWith("/admin")) {
            add(auditedHeaders(operation.getResponses().hasAPIResponse("202")), operation);
        }
        parameters(operation).forEach(SharedHeaders::describe);
        BodyExamples.add(operation);
    }

    private static void add(List<Parameter> headers, Operation operation) {
        headers.stream()
                .filter(header -> !declares(operation, header))
                .forEach(operation::addParameter);
    }

    private static boolean declares(Operation operation, Parameter wanted) {
        return parameters(operation).stream()
                .anyMatch(there -> wanted.getName().equalsIgnoreCase(there.getName()));
    }

    private static List<Parameter> parameters(Operation operation) {
        return operation.getParameters() == null
                ? List.of()
                : new ArrayList<>(operation.getParameters());
    }
}
