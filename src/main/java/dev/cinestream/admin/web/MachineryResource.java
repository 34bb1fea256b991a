package dev.cinestream.admin.web;

import dev.cinestream.admin.web.MachineryViews.GroupView;
import dev.cinestream.admin.web.MachineryViews.LeaseView;
import dev.cinestream.admin.web.MachineryViews.OutboxView;
import dev.cinestream.eventsourcing.status.ConsumerGroups;
import dev.cinestream.eventsourcing.status.OutboxStatus;
import dev.cinestream.eventsourcing.status.RunningInstance;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The machinery between commit and read model: outbox, leases, instances, consumer groups.
@Path("/admin")
@RolesAllowed({Roles.OPS, Roles.ADMIN})
@Tag(name = "Operations: machinery")
public class MachineryResource {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final AuditTrail trail;
    private final OutboxStatus outbox;
    private final ConsumerGroups groups;

    MachineryResource(AuditTrail trail, OutboxStatus outbox, ConsumerGroups groups) {
        this.trail = trail;
        this.outbox = outbox;
        this.groups = groups;
    }

    @GET
    @Path("outbox")
    @Operation(
            summary = "What is committed and not yet in Kafka",
            description = "By lane group, and the tables of the ring.")
    @APIResponse(
            responseCode = "200",
            description = "How much waits, since when, and in which tables")
    public Uni<OutboxView> outbox() {
        return trail.reading(
                "outbox.read",
                "outbox",
                () ->
                        Uni.combine()
                                .all()
                                .unis(outbox.groups(), outbox.slots())
                                .with(OutboxView::of));
    }

    @GET
    @Path("leases")
    @Operation(
            summary = "Who relays which lane group",
            description = "A lease that has run out is taken over by another instance.")
    @APIResponse(
            responseCode = "200",
            description = "Every lane group, with owner, epoch and progress")
    public Uni<List<LeaseView>> leases() {
        return trail.reading(
                "leases.read",
                "leases",
                () -> outbox.groups().map(all -> all.stream().map(LeaseView::of).toList()));
    }

    @GET
    @Path("instances")
    @Operation(
            summary = "The processes of this application",
            description = "As they told the database last.")
    @APIResponse(responseCode = "200", description = "Those alive, and those that lately were")
    public Uni<List<RunningInstance>> instances() {
        return trail.reading("instances.read", "instances", outbox::instances);
    }

    @GET
    @Path("consumer-groups")
    @Operation(
            summary = "Kafka's consumer groups with their lag by partition",
            description =
                    "As Kafka sees them. What a projection has applied is in its own watermarks.")
    @APIResponse(responseCode = "200", description = "All groups of the cluster")
    @APIResponse(responseCode = "503", description = "Kafka does not answer")
    public Uni<List<GroupView>> consumerGroups() {
        return trail.reading(
                "consumer-groups.read",
                "consumer-groups",
                () ->
                        groups.all()
                                .map(all -> all.stream().map(GroupView::of).toList())
                                .onFailure()
                                .transform(_ ->
                                        ProblemException.unavailable(
                                                "kafka-unavailable",
                                                "Kafka does not answer now.",
                                                RETRY_AFTER)));
    }
}
