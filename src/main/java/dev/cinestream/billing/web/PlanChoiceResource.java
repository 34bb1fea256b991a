package dev.cinestream.billing.web;

import dev.cinestream.billing.BillingModule;
import dev.cinestream.billing.Taxes;
import dev.cinestream.billing.Terms;
import dev.cinestream.billing.customer.CustomerCommand;
import dev.cinestream.billing.customer.CustomerCommand.ChangePlan;
import dev.cinestream.billing.customer.CustomerCommand.Subscribe;
import dev.cinestream.billing.web.BillingRequests.NewSubscription;
import dev.cinestream.billing.web.BillingRequests.PlanChange;
import dev.cinestream.billing.web.Callers.Present;
import dev.cinestream.platform.http.Answers;
import dev.cinestream.platform.http.CommandRequest;
import dev.cinestream.platform.http.Commands;
import dev.cinestream.platform.http.Problem.Violation;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What a customer subscribes to. Each choice can be previewed: the same decision, not kept.
@Path("/v1/billing/subscription")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Billing")
public class PlanChoiceResource {

    private static final Duration PREVIEW_GOOD_FOR = Duration.ofMinutes(15);

    private final Commands commands;
    private final Callers callers;
    private final PlanTerms terms;
    private final Coupons coupons;
    private final Previews previews;
    private final Taxes taxes;

    PlanChoiceResource(
            Commands commands,
            Callers callers,
            PlanTerms terms,
            Coupons coupons,
            Previews previews,
            Taxes taxes) {
        this.commands = commands;
        this.callers = callers;
        this.terms = terms;
        this.coupons = coupons;
        this.previews = previews;
        this.taxes = taxes;
    }

    /// A command and the customer it is for.
    private record Choice(Present now, CustomerCommand command) {}

    @POST
    @Operation(
            summary = "Subscribe",
            description =
                    "Begins with the trial, if the plan has one and the customer had none; else with a bill, and nothing is allowed"
                            + " until it is paid. Needs an Idempotency-Key.")
    @APIResponse(responseCode = "201", description = "Begun")
    @APIResponse(responseCode = "409", description = "There is a subscription already")
    @APIResponse(responseCode = "422", description = "The plan is not offered, or not so")
    public Uni<Response> subscribe(
            NewSubscription body,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language) {
        CommandRequest request = commands.request().withKey();
        return subscribing(body, language)
                .call(choice -> redeem(choice, body, request))
                .chain(choice ->
                        commands.create(
                                BillingModule.CUSTOMER, choice.now().id(), choice.command(), body))
                .map(done -> Answers.created(done, URI.create("/v1/billing"), null));
    }

    @POST
    @Path("/preview")
    @Operation(
            summary = "What subscribing costs",
            description = "Now, and with the first bill after a trial. Changes nothing.")
    @APIResponse(responseCode = "200", description = "The bills it would make")
    @APIResponse(responseCode = "409", description = "There is a subscription already")
    @APIResponse(responseCode = "422", description = "The plan is not offered, or not so")
    public Uni<BillingViews.Preview> previewSubscription(
            NewSubscription body,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language) {
        String coupon = body.coupon();
        return subscribing(body, language)
                .chain(choice ->
                        coupon == null
                                ? Uni.createFrom()
                                        .item(() -> previews.of(choice.now(), choice.command()))
                                : coupons.look(coupon, body.plan(), choice.now())
                                        .map(discount ->
                                                previews.of(
                                                        choice.now(), choice.command(), discount)));
    }

    @PUT
    @Path("/plan")
    @Operation(
            summary = "Change the plan",
            description =
                    "Now, prorated to the second, or at the period's end. Needs If-Match with the ETag you saw.")
    @APIResponse(responseCode = "204", description = "Changed, or will be")
    @APIResponse(responseCode = "409", description = "Not as things stand")
    @APIResponse(responseCode = "412", description = "Somebody was faster")
    @APIResponse(responseCode = "422", description = "The plan is not offered, or not so")
    public Uni<Response> change(
            PlanChange body, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language) {
        return changing(body, language)
                .chain(choice ->
                        commands.change(
                                BillingModule.CUSTOMER, choice.now().id(), choice.command(), body))
                .map(Answers::noContent);
    }

    @POST
    @Path("/plan/preview")
    @Operation(
            summary = "What a change of plan costs",
            description =
                    "Now, and with the next bill. Send its moment along with the change, and the bill is this one. Changes nothing.")
    @APIResponse(responseCode = "200", description = "The bills it would make")
    @APIResponse(responseCode = "409", description = "Not as things stand")
    @APIResponse(responseCode = "422", description = "The plan is not offered, or not so")
    public Uni<BillingViews.Preview> previewChange(
            PlanChange body, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language) {
        return changing(body, language).map(choice -> previews.of(choice.now(), choice.command()));
    }

    private Uni<Choice> subscribing(NewSubscription body, @Nullable String language) {
        return callers.present()
                .chain(now ->
                        terms.of(
                                        body.plan(),
                                        body.interval(),
                                        PlanTerms.currency(body.currency()),
                                        language)
                                .map(chosen ->
                                        new Choice(
                                                now,
                                                new Subscribe(chosen, now.now(), taxes.table()))));
    }

    private Uni<Choice> changing(PlanChange body, @Nullable String language) {
        return callers.present()
                .chain(now ->
                        terms.of(
                                        body.plan(),
                                        body.interval(),
                                        present(now).price().getCurrencyUnit(),
                                        language)
                                .map(chosen ->
                                        new Choice(
                                                now,
                                                new ChangePlan(
                                                        chosen,
                                                        body.when(),
                                                        asOf(body, now),
                                                        taxes.table()))));
    }

    /// A coupon is redeemed for a subscription that can begin, and for no other.
    private Uni<Void> redeem(Choice choice, NewSubscription body, CommandRequest request) {
        String coupon = body.coupon();
        return coupon == null || isBegun(choice.now())
                ? Uni.createFrom().voidItem()
                : coupons.redeem(coupon, body.plan(), choice.now(), request);
    }

    private static boolean isBegun(Present now) {
        return now.customer().subscription().next() != null;
    }

    private static Instant asOf(PlanChange body, Present now) {
        Instant asOf = body.asOf();
        if (asOf == null) {
            return now.now();
        }
        if (asOf.isAfter(now.now()) || asOf.isBefore(now.now().minus(PREVIEW_GOOD_FOR))) {
            String right = "the moment of a preview, up to 15 minutes before " + now.now();
            throw ProblemException.unprocessable(
                    "preview-too-old",
                    "/asOf: Expected " + right,
                    Violation.inBody("/asOf", "Is not of now", right));
        }
        return asOf.truncatedTo(ChronoUnit.MICROS);
    }

    private static Terms present(Present now) {
        Terms terms = now.customer().subscription().terms();
        if (terms == null) {
            throw ProblemException.conflict(
                    "not-subscribed", "There is no subscription whose plan could be changed.");
        }
        return terms;
    }
}
