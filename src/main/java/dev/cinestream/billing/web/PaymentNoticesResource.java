package dev.cinestream.billing.web;

import dev.cinestream.billing.payment.NoticeSignature;
import dev.cinestream.billing.payment.PaymentConfig;
import dev.cinestream.billing.payment.PaymentNotice;
import dev.cinestream.billing.payment.PaymentNotices;
import dev.cinestream.billing.payment.simulator.PaymentSimulator;
import dev.cinestream.billing.payment.stripe.StripeEvents;
import dev.cinestream.billing.payment.stripe.StripeEvents.NoEventException;
import dev.cinestream.billing.payment.stripe.StripeProvider;
import dev.cinestream.platform.http.Commands;
import dev.cinestream.platform.http.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Where payment providers tell what became of payments and refunds. They show who they are by a signature, not by a token.
@Path("/v1/payment-notices")
@PermitAll
@Tag(name = "Payment notices")
public class PaymentNoticesResource {

    private final PaymentNotices notices;
    private final StripeEvents events;
    private final PaymentConfig config;
    private final Commands commands;

    PaymentNoticesResource(
            PaymentNotices notices, StripeEvents events, PaymentConfig config, Commands commands) {
        this.notices = notices;
        this.events = events;
        this.config = config;
        this.commands = commands;
    }

    @POST
    @Path("/stripe")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Stripe tells",
            description =
                    "A Stripe event, signed as Stripe signs (Stripe-Signature). The same event is done once; events about"
                            + " something else are taken and ignored.")
    @APIResponse(responseCode = "204", description = "It is committed, or of no use")
    public Uni<Void> stripe(
            byte[] body, @HeaderParam(NoticeSignature.HEADER) @Nullable String signature) {
        return take(StripeProvider.NAME, config.stripe().noticeSecrets(), body, signature);
    }

    @POST
    @Path("/simulator")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The payment simulator tells",
            description = "As Stripe does, under a secret of its own.")
    @APIResponse(responseCode = "204", description = "It is committed, or of no use")
    public Uni<Void> simulator(
            byte[] body, @HeaderParam(NoticeSignature.HEADER) @Nullable String signature) {
        return take(PaymentSimulator.NAME, config.simulator().noticeSecrets(), body, signature);
    }

    private Uni<Void> take(
            String provider,
            Optional<List<String>> secrets,
            byte[] body,
            @Nullable String signature) {
        List<String> known =
                secrets.orElseThrow(() ->
                        ProblemException.notFound(
                                "notices-off",
                                "This instance takes no notices of " + provider + "."));
        check(signature, body, known);
        return read(body)
                .map(notice -> notices.take(provider, notice, commands.request().correlationId()))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private void check(@Nullable String signature, byte[] body, List<String> secrets) {
        Duration tolerance = Duration.ofSeconds(config.noticeToleranceSeconds());
        switch (NoticeSignature.check(signature, body, secrets, Instant.now(), tolerance)) {
            case GOOD -> {}
            case MALFORMED ->
                    throw ProblemException.badHeader(
                            NoticeSignature.HEADER,
                            "There is no signature in it.",
                            "t=<seconds>,v1=<HMAC-SHA256 in hex>");
            case WRONG ->
                    throw ProblemException.badHeader(
                            NoticeSignature.HEADER,
                            "It is not a signature of this body.",
                            "HMAC-SHA256 over <seconds>.<body> under the endpoint's secret");
            case STALE ->
                    throw ProblemException.badHeader(
                            NoticeSignature.HEADER,
                            "It was not signed just now.",
                            "a time at most " + tolerance.toSeconds() + " seconds away");
        }
    }

    private Optional<PaymentNotice> read(byte[] body) {
        try {
            return events.read(body);
        } catch (NoEventException e) {
            throw ProblemException.badRequest("not-an-event", String.valueOf(e.getMessage()));
        }
    }
}
