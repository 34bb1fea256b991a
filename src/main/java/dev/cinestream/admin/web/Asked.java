package dev.cinestream.admin.web;

import dev.cinestream.eventsourcing.command.Aggregates;
import dev.cinestream.eventsourcing.process.Policies;
import dev.cinestream.eventsourcing.projection.Projections;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.http.QueryParameters;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What requests ask for: so many entries, of this projection, that category.
final class Asked {

    static final int USUAL = 100;
    static final int MOST = 1_000;

    private Asked() {}

    /// @throws ProblemException 400 when it is not from 1 to [#MOST]
    static int limit(@Nullable Integer asked) {
        return QueryParameters.within("limit", asked, 1, MOST, USUAL);
    }

    /// @throws ProblemException 400 when the query says anything else, or one thing twice
    static void only(UriInfo uri, String... parameters) {
        QueryParameters.allow(uri, Set.of(parameters), Set.of());
    }

    /// @throws ProblemException 404 when there is no projection of this name
    static String projection(Projections projections, String name) {
        if (projections.all().stream().noneMatch(one -> one.name().equals(name))) {
            throw ProblemException.notFound(
                    "unknown-projection", "There is no projection of this name.");
        }
        return name;
    }

    /// @throws ProblemException 404 when nobody of this name applies events
    static String consumer(Projections projections, Policies policies, String name) {
        if (policies.all().stream().noneMatch(one -> one.name().equals(name))
                && projections.all().stream().noneMatch(one -> one.name().equals(name))) {
            throw ProblemException.notFound(
                    "unknown-consumer", "There is no projection and no policy of this name.");
        }
        return name;
    }

    /// @throws ProblemException 404 when there is no such category
    static String category(Aggregates aggregates, String name) {
        if (aggregates.all().stream().noneMatch(type -> type.category().equals(name))) {
            throw ProblemException.notFound("unknown-category", "There is no such category.");
        }
        return name;
    }
}
