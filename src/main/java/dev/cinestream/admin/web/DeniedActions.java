package dev.cinestream.admin.web;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Writes down who knocked at the admin API and was not let in for want of a role. They get their 403 either way; those
/// without a token are nobody, and leave no entry.
class DeniedActions {

    private static final Logger LOG = Logger.getLogger(DeniedActions.class);
    private static final int FORBIDDEN = 403;

    private final AuditTrail trail;

    DeniedActions(AuditTrail trail) {
        this.trail = trail;
    }

    @ServerResponseFilter
    public Uni<Void> denied(ContainerRequestContext request, ContainerResponseContext response) {
        String path = request.getUriInfo().getPath();
        if (response.getStatus() != FORBIDDEN || !path.startsWith("/admin/")) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .deferred(() -> trail.denied(request.getMethod() + " " + path, "forbidden"))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("a denied action is only in this log: %s", failure.getMessage());
                    return null;
                });
    }
}
