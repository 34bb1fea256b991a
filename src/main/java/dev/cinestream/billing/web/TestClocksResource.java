package dev.cinestream.billing.web;

import dev.cinestream.billing.BillingConfig;
import dev.cinestream.billing.BillingModule;
import dev.cinestream.billing.TestClockModule;
import dev.cinestream.billing.customer.CustomerCommand.UseTestClock;
import dev.cinestream.billing.testclock.TestClockCommand.AdvanceTestClock;
import dev.cinestream.billing.testclock.TestClockCommand.CreateTestClock;
import dev.cinestream.billing.testclock.TestClockState;
import dev.cinestream.billing.web.BillingRequests.Advance;
import dev.cinestream.billing.web.BillingRequests.ClockUse;
import dev.cinestream.billing.web.BillingRequests.NewTestClock;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.http.Answers;
import dev.cinestream.platform.http.Audit;
import dev.cinestream.platform.http.Commands;
import dev.cinestream.platform.http.Problem.Violation;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Time moved by hand, in development: months in seconds.
@Path("/admin/billing")
@RolesAllowed(Roles.ADMIN)
@Tag(name = "Billing: test clocks")
public class TestClocksResource {

    private final Audit audit;
    private final Commands commands;
    private final CommandBus bus;
    private final boolean enabled;

    TestClocksResource(Audit audit, Commands commands, CommandBus bus, BillingConfig config) {
        this.audit = audit;
        this.commands = commands;
        this.bus = bus;
        enabled = config.testClocks().enabled();
    }

    @Schema(name = "TestClock", description = "Time as some customers have it")
    public record ClockView(
            UUID id,
            @Schema(description = "What it shows") Instant now,
            @Schema(description = "Where it is on its way to; absent when it stands")
                    @Nullable Instant target) {

        static ClockView of(UUID id, TestClockState state) {
            return switch (state) {
                case TestClockState.None() -> throw noSuchClock();
                case TestClockState.Standing(Instant now) -> new ClockView(id, now, null);
                case TestClockState.Advancing(Instant now, Instant target) ->
                        new ClockView(id, now, target);
            };
        }
    }

    @POST
    @Path("/test-clocks")
    @Operation(
            summary = "Make a test clock",
            description =
                    "Needs an Idempotency-Key. 404 where test clocks are off, as in production.")
    @APIResponse(responseCode = "201", description = "Made; Location names it")
    public Uni<Response> create(NewTestClock body) {
        mustBeOn();
        var create = new CreateTestClock(body.at().truncatedTo(ChronoUnit.MICROS));
        return audit.changing(
                        "test-clock.create",
                        "billing.test-clock",
                        () ->
                                commands.create(
                                        TestClockModule.TEST_CLOCK, Uuid7.next(), create, body))
                .map(done ->
                        Answers.created(
                                done,
                                URI.create("/admin/billing/test-clocks/" + done.streamId()),
                                null));
    }

    @GET
    @Path("/test-clocks/{id}")
    @Operation(
            summary = "What a test clock shows",
            description = "And where it is on its way to, while it is.")
    @APIResponse(responseCode = "200", description = "The clock")
    @APIResponse(responseCode = "404", description = "There is none")
    public Uni<ClockView> read(@PathParam("id") UUID id) {
        mustBeOn();
        return audit.reading(
                "test-clock.read",
                "billing.test-clock/" + id,
                () ->
                        bus.head(TestClockModule.TEST_CLOCK, id)
                                .map(head -> {
                                    if (head == null) {
                                        throw noSuchClock();
                                    }
                                    return ClockView.of(id, head.state());
                                }));
    }

    @POST
    @Path("/test-clocks/{id}/advance")
    @Operation(
            summary = "Advance a test clock",
            description =
                    "In the background: it goes to each moment at which something is due, lets it happen with all that follows,"
                            + " and stands when it has arrived. Heeds Idempotency-Key when sent.")
    @APIResponse(responseCode = "202", description = "On its way; read it to see how far it is")
    @APIResponse(responseCode = "409", description = "It is on another way still")
    @APIResponse(responseCode = "422", description = "Not forward")
    public Uni<Response> advance(@PathParam("id") UUID id, Advance body) {
        mustBeOn();
        var advance = new AdvanceTestClock(body.to().truncatedTo(ChronoUnit.MICROS));
        return audit.changing(
                        "test-clock.advance",
                        "billing.test-clock/" + id,
                        () -> commands.execute(TestClockModule.TEST_CLOCK, id, advance, body))
                .replaceWith(() -> Response.accepted().build());
    }

    @PUT
    @Path("/customers/{account}/test-clock")
    @Operation(
            summary = "Let a customer live by a test clock",
            description = "For good, and before it subscribes.")
    @APIResponse(responseCode = "204", description = "It does, or did already")
    @APIResponse(responseCode = "409", description = "Its subscription lives by another")
    public Uni<Response> use(@PathParam("account") UUID account, ClockUse body) {
        mustBeOn();
        return audit.changing(
                        "test-clock.use",
                        "billing.customer/" + account,
                        () ->
                                bus.head(TestClockModule.TEST_CLOCK, body.clock())
                                        .invoke(head -> mustBeThere(head, body))
                                        .chain(() ->
                                                commands.execute(
                                                        BillingModule.CUSTOMER,
                                                        account,
                                                        new UseTestClock(body.clock()),
                                                        body)))
                .map(Answers::noContent);
    }

    private static void mustBeThere(CommandBus.@Nullable Head<?> clock, ClockUse body) {
        if (clock == null) {
            throw ProblemException.unprocessable(
                    "no-such-test-clock",
                    "/clock: There is no test clock " + body.clock() + ".",
                    Violation.inBody("/clock", "Is no test clock", "the id of one"));
        }
    }

    private void mustBeOn() {
        if (!enabled) {
            throw ProblemException.notFound("test-clocks-off", "This instance has no test clocks.");
        }
    }

    private static ProblemException noSuchClock() {
        return ProblemException.notFound(
                "no-such-test-clock", "There is no test clock with this id.");
    }
}
