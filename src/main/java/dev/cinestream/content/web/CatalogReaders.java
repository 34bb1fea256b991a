package dev.cinestream.content.web;

import dev.cinestream.content.readmodel.CatalogProjection;
import dev.cinestream.content.readmodel.Viewpoint;
import dev.cinestream.platform.http.ConsistencyTokens;
import dev.cinestream.platform.http.EntityTags;
import dev.cinestream.platform.http.FreshReads;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.http.QueryParameters;
import dev.cinestream.platform.identity.ProfileClaims;
import dev.cinestream.platform.identity.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/// What all queries of the catalog have in common: who asks, from where, and whether they must see what they just wrote.
@ApplicationScoped
public class CatalogReaders {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> ALWAYS = Set.of("country", ConsistencyTokens.HEADER);

    private final FreshReads fresh;
    private final SecurityIdentity identity;

    CatalogReaders(FreshReads fresh, SecurityIdentity identity) {
        this.fresh = fresh;
        this.identity = identity;
    }

    /// Checks the request's parameters.
    ///
    /// @param once the resource's own that may stand there once
    /// @param often those that may be repeated
    Viewpoint viewpoint(
            UriInfo uri, @Nullable String country, Set<String> once, Set<String> often) {
        var all = new HashSet<>(once);
        all.addAll(ALWAYS);
        QueryParameters.allow(uri, all, often);
        if (country != null && !COUNTRIES.contains(country)) {
            throw ProblemException.badParameter(
                    "country",
                    "Is no country.",
                    "an ISO 3166-1 country in two capitals, for example ES");
        }
        Viewpoint own = viewpoint();
        if (!own.bound()) {
            return own.from(country);
        }
        if (country != null && !country.equals(own.country())) {
            throw ProblemException.forbidden(
                    "other-country",
                    "What is shown is what may be watched in the account's country; leave the parameter country out.");
        }
        return own;
    }

    /// Of who asks. What their token says of a maturity limit holds whatever their role is, since an editor's child may use
    /// the editor's account; its country binds who is no editor.
    Viewpoint viewpoint() {
        boolean seesAll = identity.hasRole(Roles.EDITOR) || identity.hasRole(Roles.ADMIN);
        @Nullable String country = null;
        @Nullable Integer maturityLimit = null;
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            country = seesAll ? null : ProfileClaims.country(token);
            maturityLimit = ProfileClaims.maturityLimit(token);
        }
        return new Viewpoint(seesAll, country, country != null, maturityLimit, Instant.now());
    }

    /// Waits for what the header's and the parameter's tokens speak of.
    Uni<Void> fresh(@Nullable String header, UriInfo uri) {
        String parameter = uri.getQueryParameters().getFirst(ConsistencyTokens.HEADER);
        List<String> category = List.of(CatalogProjection.CATEGORY);
        return fresh.passed(CatalogProjection.NAME, category, header)
                .chain(() -> fresh.passed(CatalogProjection.NAME, category, parameter));
    }

    /// An answer of many titles.
    static Response listing(@Nullable String ifNoneMatch, Object answer) {
        return personal(
                        EntityTags.unlessKnown(
                                ifNoneMatch, EntityTags.weak(answer), () -> Response.ok(answer)))
                .build();
    }

    /// The answer depends on who asks and in which language; a cache may keep it for them and must ask whether it still holds.
    static Response.ResponseBuilder personal(Response response) {
        return Response.fromResponse(response)
                .header(HttpHeaders.VARY, "Accept-Language, Authorization")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }
}
