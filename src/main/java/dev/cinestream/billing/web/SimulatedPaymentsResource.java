package dev.cinestream.billing.web;

import dev.cinestream.billing.payment.simulator.PaymentSimulator;
import dev.cinestream.platform.http.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Where the payment simulator sends customers for 3-D Secure. Its payments move no money, so anybody may confirm one whose id
/// they know.
@Path("/dev/payments/{payment}")
@PermitAll
@Tag(name = "development")
public class SimulatedPaymentsResource {

    private final PaymentSimulator simulator;

    SimulatedPaymentsResource(PaymentSimulator simulator) {
        this.simulator = simulator;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(
            summary = "The page of a simulated bank",
            description =
                    "For payments by pm_card_authenticationRequired; with a button for each answer.")
    @APIResponse(responseCode = "200", description = "The page")
    public String page(@PathParam("payment") UUID payment) {
        return """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <title>A simulated bank</title>
        <h1>Is it you who pays?</h1>
        <form method="post" action="/dev/payments/%1$s/confirmation"><button>Yes</button></form>
        <form method="post" action="/dev/payments/%1$s/failure"><button>No</button></form>
        </html>
        """
                .formatted(payment);
    }

    @POST
    @Path("/confirmation")
    @Operation(
            summary = "The customer confirms a simulated payment",
            description = "The payment succeeds; a notice tells so.")
    @APIResponse(responseCode = "204", description = "It succeeded")
    @APIResponse(
            responseCode = "404",
            description = "No payment waits for its customer under this id")
    public Uni<Void> confirm(@PathParam("payment") UUID payment) {
        return act(payment, true);
    }

    @POST
    @Path("/failure")
    @Operation(
            summary = "The customer does not confirm a simulated payment",
            description = "The payment is declined; a notice tells so.")
    @APIResponse(responseCode = "204", description = "It is declined")
    @APIResponse(
            responseCode = "404",
            description = "No payment waits for its customer under this id")
    public Uni<Void> fail(@PathParam("payment") UUID payment) {
        return act(payment, false);
    }

    private Uni<Void> act(UUID payment, boolean confirmed) {
        return simulator
                .act(payment, confirmed)
                .invoke(charge -> {
                    if (charge.isEmpty()) {
                        throw ProblemException.notFound(
                                "no-such-payment",
                                "No simulated payment waits for its customer under this id.");
                    }
                })
                .replaceWithVoid();
    }
}
