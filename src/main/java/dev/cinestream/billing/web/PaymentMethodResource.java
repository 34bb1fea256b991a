package dev.cinestream.billing.web;

import dev.cinestream.billing.BillingModule;
import dev.cinestream.billing.customer.CustomerCommand.RemovePaymentMethod;
import dev.cinestream.billing.customer.CustomerCommand.SetPaymentMethod;
import dev.cinestream.billing.payment.PaymentProvider.MethodSetup;
import dev.cinestream.billing.payment.PaymentProviders;
import dev.cinestream.billing.web.BillingRequests.MethodChange;
import dev.cinestream.platform.http.Answers;
import dev.cinestream.platform.http.Commands;
import dev.cinestream.platform.http.Problem.Violation;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// How a customer pays. The card's number is entered at the provider and never comes here.
@Path("/v1/billing/payment-method")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Billing")
public class PaymentMethodResource {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Commands commands;
    private final Callers callers;
    private final PaymentProviders providers;

    PaymentMethodResource(Commands commands, Callers callers, PaymentProviders providers) {
        this.commands = commands;
        this.callers = callers;
        this.providers = providers;
    }

    @POST
    @Path("/setup")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Begin to enter a payment method",
            description = "Gives what the provider's form in the browser asks for.")
    @APIResponse(responseCode = "200", description = "For the provider's form")
    @APIResponse(responseCode = "503", description = "The payment provider is away")
    public Uni<MethodSetup> setUp() {
        return providers
                .chosen()
                .setUp(callers.account())
                .onFailure()
                .transform(_ -> providerAway());
    }

    @PUT
    @Operation(
            summary = "Pay by this from now on",
            description =
                    "What is open is tried with it at once. Heeds If-Match and Idempotency-Key when sent.")
    @APIResponse(responseCode = "204", description = "Done, or it was so already")
    @APIResponse(responseCode = "422", description = "The provider knows no such method")
    @APIResponse(responseCode = "503", description = "The payment provider is away")
    public Uni<Response> set(MethodChange body) {
        UUID account = callers.account();
        return providers
                .chosen()
                .method(account, body.token())
                .onFailure()
                .transform(_ -> providerAway())
                .map(found -> found.orElseThrow(PaymentMethodResource::noSuchMethod))
                .chain(method ->
                        commands.execute(
                                BillingModule.CUSTOMER,
                                account,
                                new SetPaymentMethod(method),
                                body))
                .map(Answers::noContent);
    }

    @DELETE
    @Operation(
            summary = "Forget my payment method",
            description = "What is billed from then on waits for another one.")
    @APIResponse(responseCode = "204", description = "Done, or there was none")
    public Uni<Response> forget() {
        return commands.execute(
                        BillingModule.CUSTOMER, callers.account(), new RemovePaymentMethod(), null)
                .map(Answers::noContent);
    }

    private static ProblemException noSuchMethod() {
        String right = "what the provider gave when the method was entered";
        return ProblemException.unprocessable(
                "no-such-payment-method",
                "/token: The provider knows no such method of this customer.",
                Violation.inBody("/token", "Is not known to the provider", right));
    }

    private static ProblemException providerAway() {
        return ProblemException.unavailable(
                "payment-provider-away", "The payment provider does not answer now.", RETRY_AFTER);
    }
}
