package dev.cinestream.billing.web;

import dev.cinestream.billing.BillingModule;
import dev.cinestream.billing.plan.PlanCommand.PublishPlan;
import dev.cinestream.billing.plan.PlanCommand.RetirePlan;
import dev.cinestream.billing.plan.PlanCommand.RevisePlan;
import dev.cinestream.billing.web.BillingRequests.NewPlan;
import dev.cinestream.billing.web.BillingRequests.Revision;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.http.Answers;
import dev.cinestream.platform.http.Audit;
import dev.cinestream.platform.http.Commands;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Plans: published, revised, retired.
@Path("/admin/plans")
@RolesAllowed(Roles.ADMIN)
@Tag(name = "Billing: plans")
public class PlansAdminResource {

    private final Audit audit;
    private final Commands commands;

    PlansAdminResource(Audit audit, Commands commands) {
        this.audit = audit;
        this.commands = commands;
    }

    @POST
    @Operation(summary = "Publish a plan", description = "Needs an Idempotency-Key.")
    @APIResponse(responseCode = "201", description = "Published; Location names it")
    @APIResponse(responseCode = "422", description = "Something in it cannot be; it says what")
    public Uni<Response> publish(NewPlan body) {
        UUID id = Uuid7.next();
        return audit.changing(
                        "plan.publish",
                        "billing.plan",
                        () ->
                                commands.create(
                                        BillingModule.PLAN,
                                        id,
                                        new PublishPlan(id, body.offer()),
                                        body))
                .map(done ->
                        Answers.created(done, URI.create("/admin/plans/" + done.streamId()), null));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Revise a plan",
            description =
                    "Its next version. Who has the plan keeps the version it has, unless all are moved. Needs If-Match with the ETag"
                            + " you saw.")
    @APIResponse(responseCode = "204", description = "Done, or it was so already")
    @APIResponse(responseCode = "412", description = "Somebody was faster")
    public Uni<Response> revise(@PathParam("id") UUID id, Revision body) {
        return audit.changing(
                        "plan.revise",
                        "billing.plan/" + id,
                        () ->
                                commands.change(
                                        BillingModule.PLAN,
                                        id,
                                        new RevisePlan(body.offer().offer(), body.subscribers()),
                                        body))
                .map(Answers::noContent);
    }

    @POST
    @Path("/{id}/retire")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Retire a plan",
            description =
                    "Nobody subscribes to it any more; who has goes on. Heeds If-Match and Idempotency-Key when sent.")
    @APIResponse(responseCode = "204", description = "Retired, now or before")
    public Uni<Response> retire(@PathParam("id") UUID id) {
        return audit.changing(
                        "plan.retire",
                        "billing.plan/" + id,
                        () -> commands.execute(BillingModule.PLAN, id, new RetirePlan(), null))
                .map(Answers::noContent);
    }
}
