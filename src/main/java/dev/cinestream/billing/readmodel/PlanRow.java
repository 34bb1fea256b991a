package dev.cinestream.billing.readmodel;

import dev.cinestream.billing.Offer;
import dev.cinestream.billing.plan.PlanEvent;
import dev.cinestream.billing.plan.PlanEvent.PlanPublished;
import dev.cinestream.billing.plan.PlanEvent.PlanRetired;
import dev.cinestream.billing.plan.PlanEvent.PlanRevised;
import dev.cinestream.eventsourcing.log.Metadata;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A plan as it is offered now.
///
/// @param retired nobody may take it any more
@RegisterForReflection
public record PlanRow(
        UUID id, long revision, int version, Offer offer, boolean retired, Instant publishedAt) {

    static final Table<PlanRow> TABLE =
            new Table<>(
                    "plan",
                    PlanRow.class,
                    PlanRow::id,
                    List.of(
                            Column.text("standing", row -> row.retired() ? "RETIRED" : "OFFERED"),
                            Column.moment("published_at", PlanRow::publishedAt)));

    static PlanRow after(@Nullable PlanRow before, PlanEvent happened, Metadata event) {
        return switch (happened) {
            case PlanPublished(UUID id, Offer offer) ->
                    new PlanRow(id, event.revision(), 1, offer, false, event.recordedAt());
            case PlanRevised(int version, Offer offer, _) ->
                    of(there(before), event, version, offer, false);
            case PlanRetired() ->
                    of(there(before), event, there(before).version(), there(before).offer(), true);
        };
    }

    private static PlanRow of(
            PlanRow before, Metadata event, int version, Offer offer, boolean retired) {
        return new PlanRow(
                before.id(), event.revision(), version, offer, retired, before.publishedAt());
    }

    private static PlanRow there(@Nullable PlanRow before) {
        return Objects.requireNonNull(before, "a plan changes that is not there");
    }
}
