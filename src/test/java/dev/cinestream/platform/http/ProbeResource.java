package dev.cinestream.platform.http;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Where tests find every way in which a request can go wrong, without a module.
@Path("/probe")
public class ProbeResource {

    /// How many requests got past the edge.
    static final AtomicLong REACHED = new AtomicLong();

    private final Commands commands;

    ProbeResource(Commands commands) {
        this.commands = commands;
    }

    enum Colour {
        RED,
        GREEN
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Circle.class, name = "circle"),
        @JsonSubTypes.Type(value = Square.class, name = "square")
    })
    sealed interface Shape {}

    record Circle(int radius) implements Shape {}

    record Square(int side) implements Shape {}

    record Inner(String name, @Nullable Integer count) {
        Inner {
            if (name.isBlank()) {
                throw new IllegalArgumentException("A name is not blank");
            }
        }
    }

    record Body(
            String text,
            int number,
            @Nullable Colour colour,
            @Nullable UUID id,
            @Nullable Instant at,
            @Nullable Boolean flag,
            @Nullable Double ratio,
            @Nullable List<Inner> inner,
            @Nullable Map<String, String> map,
            @Nullable Shape shape) {}

    @POST
    @Path("body")
    public Uni<Body> body(Body body) {
        REACHED.incrementAndGet();
        return Uni.createFrom().item(body);
    }

    @POST
    @Path("stream")
    public long stream(InputStream any) throws java.io.IOException {
        return any.transferTo(OutputStream.nullOutputStream());
    }

    @GET
    @Path("ids/{id}")
    public String id(
            @PathParam("id") UUID id,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("colour") @Nullable Colour colour,
            @QueryParam("at") @Nullable Instant at,
            @QueryParam("flag") @Nullable Boolean flag) {
        REACHED.incrementAndGet();
        return id + " " + limit + " " + colour + " " + at + " " + flag;
    }

    @GET
    @Path("editors")
    @RolesAllowed(Roles.EDITOR)
    public String editors() {
        REACHED.incrementAndGet();
        return "welcome";
    }

    @POST
    @Path("create")
    @RolesAllowed(Roles.EDITOR)
    public CommandRequest create(Inner body) {
        CommandRequest request = commands.request().withKey();
        REACHED.incrementAndGet();
        return request;
    }

    @POST
    @Path("change")
    @RolesAllowed(Roles.EDITOR)
    public CommandRequest change(Inner body) {
        CommandRequest request = commands.request().withExpectedRevision();
        REACHED.incrementAndGet();
        return request;
    }

    @GET
    @Path("page")
    public String page(@QueryParam("cursor") @Nullable String cursor) {
        Cursor read = Cursor.parse(cursor, "probe", 1);
        REACHED.incrementAndGet();
        return read == null ? "first" : read.key(0);
    }

    @GET
    @Path("tokens")
    public int tokens(
            @jakarta.ws.rs.HeaderParam(ConsistencyTokens.HEADER) @Nullable String header) {
        return ConsistencyTokens.parse(header).size();
    }

    @GET
    @Path("broken")
    public Uni<String> broken() {
        return Uni.createFrom().failure(new IllegalStateException("secret of the house"));
    }

    @GET
    @Path("overloaded")
    public Uni<String> overloaded() {
        return Uni.createFrom().failure(new CommandBus.OverloadedException("full"));
    }

    @GET
    @Path("unavailable")
    public Uni<String> unavailable() {
        return Uni.createFrom().failure(new CommandBus.UnavailableException("away", null));
    }
}
