package dev.cinestream.billing.web;

import dev.cinestream.billing.BillingModule;
import dev.cinestream.billing.Taxes;
import dev.cinestream.billing.customer.CustomerCommand;
import dev.cinestream.billing.customer.CustomerCommand.Cancel;
import dev.cinestream.billing.customer.CustomerCommand.KeepAsItIs;
import dev.cinestream.billing.customer.CustomerCommand.Pause;
import dev.cinestream.billing.customer.CustomerCommand.Resume;
import dev.cinestream.billing.web.BillingRequests.Cancellation;
import dev.cinestream.billing.web.BillingRequests.PauseWish;
import dev.cinestream.platform.http.Answers;
import dev.cinestream.platform.http.Commands;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// How a customer's subscription goes on, pauses or ends. Each change can be previewed: the same decision, not kept.
@Path("/v1/billing/subscription")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Billing")
public class SubscriptionResource {

    private final Commands commands;
    private final Callers callers;
    private final Previews previews;
    private final Taxes taxes;

    SubscriptionResource(Commands commands, Callers callers, Previews previews, Taxes taxes) {
        this.commands = commands;
        this.callers = callers;
        this.previews = previews;
        this.taxes = taxes;
    }

    @POST
    @Path("/cancel")
    @Operation(
            summary = "Cancel",
            description =
                    "At the period's end, or now. Heeds If-Match and Idempotency-Key when sent.")
    @APIResponse(responseCode = "204", description = "It ends, or ends with the period")
    @APIResponse(responseCode = "409", description = "There is no subscription")
    public Uni<Response> cancel(Cancellation body) {
        return done(now -> new Cancel(body.when(), now.now()), body);
    }

    @POST
    @Path("/keep")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Keep it as it is",
            description =
                    "Undoes what was to happen at the period's end: a cancellation, a change, a pause. Heeds If-Match and"
                            + " Idempotency-Key when sent.")
    @APIResponse(responseCode = "204", description = "It goes on, or would have anyway")
    @APIResponse(responseCode = "409", description = "There is no subscription")
    public Uni<Response> keep() {
        return done(_ -> new KeepAsItIs(), null);
    }

    @POST
    @Path("/pause")
    @Operation(
            summary = "Pause",
            description =
                    "From the period's end on; nothing is charged or allowed meanwhile. Heeds If-Match and Idempotency-Key when sent.")
    @APIResponse(responseCode = "204", description = "It pauses at the period's end")
    @APIResponse(responseCode = "409", description = "Not as things stand")
    @APIResponse(responseCode = "422", description = "Not until then")
    public Uni<Response> pause(PauseWish body) {
        return done(_ -> new Pause(body.until().truncatedTo(ChronoUnit.MICROS)), body);
    }

    @POST
    @Path("/resume")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Resume",
            description =
                    "Ends a pause now: a period begins and is billed. Heeds If-Match and Idempotency-Key when sent.")
    @APIResponse(responseCode = "204", description = "A period begins")
    @APIResponse(responseCode = "409", description = "It is not paused")
    public Uni<Response> resume() {
        return done(now -> new Resume(now.now(), taxes.table()), null);
    }

    @POST
    @Path("/resume/preview")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "What resuming costs", description = "Changes nothing.")
    @APIResponse(responseCode = "200", description = "The bill it would make")
    @APIResponse(responseCode = "409", description = "It is not paused")
    public Uni<BillingViews.Preview> previewResume() {
        return callers.present().map(now -> previews.of(now, new Resume(now.now(), taxes.table())));
    }

    private Uni<Response> done(
            Function<Callers.Present, CustomerCommand> command, @Nullable Object body) {
        return callers.present()
                .chain(now ->
                        commands.execute(
                                BillingModule.CUSTOMER, now.id(), command.apply(now), body))
                .map(Answers::noContent);
    }
}
