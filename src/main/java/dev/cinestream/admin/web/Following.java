package dev.cinestream.admin.web;

import dev.cinestream.platform.http.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Looks whether there is something to follow, and writes the look down, before the answer begins: server-sent events begin
/// with their 200.
@Singleton
public class Following {

    private final AuditTrail trail;
    private final RebuildsResource rebuilds;
    private final ScansResource scans;

    Following(AuditTrail trail, RebuildsResource rebuilds, ScansResource scans) {
        this.trail = trail;
        this.rebuilds = rebuilds;
        this.scans = scans;
    }

    /// A method that answers with the progress of the rebuild `name`.
    @NameBinding
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface OfRebuild {}

    /// A method that answers with the progress of the scan `id`.
    @NameBinding
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface OfScan {}

    @OfRebuild
    @ServerRequestFilter
    public Uni<Void> rebuild(ContainerRequestContext request) {
        String name = parameter(request, "name");
        return trail.reading("projection.rebuild.follow", name, () -> rebuilds.status(name))
                .replaceWithVoid();
    }

    @OfScan
    @ServerRequestFilter
    public Uni<Void> scan(ContainerRequestContext request) {
        String id = parameter(request, "id");
        return trail.reading("integrity.scan.follow", id, () -> scans.find(uuid(id)))
                .replaceWithVoid();
    }

    private static String parameter(ContainerRequestContext request, String name) {
        MultivaluedMap<String, String> all = request.getUriInfo().getPathParameters();
        return all.getFirst(name);
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw ProblemException.badParameter("id", "Is not a UUID.", "a UUID");
        }
    }
}
