package dev.cinestream.admin.web;

import dev.cinestream.eventsourcing.integrity.LaneIntegrity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What ops see of integrity.
public final class IntegrityViews {

    private IntegrityViews() {}

    @Schema(name = "Integrity", description = "Counts of events, and the lanes they come from")
    public record IntegrityView(List<CategoryView> categories, List<LaneIntegrity> lanes) {

        static IntegrityView of(List<LaneIntegrity> all, @Nullable String only) {
            List<LaneIntegrity> lanes =
                    all.stream()
                            .filter(lane -> only == null || lane.category().equals(only))
                            .toList();
            return new IntegrityView(
                    lanes.stream()
                            .collect(
                                    Collectors.groupingBy(
                                            LaneIntegrity::category,
                                            TreeMap::new,
                                            Collectors.toList()))
                            .entrySet()
                            .stream()
                            .map(each -> CategoryView.of(each.getKey(), each.getValue()))
                            .toList(),
                    lanes);
        }
    }

    @Schema(name = "CategoryIntegrity", description = "Sums over a category's lanes")
    public record CategoryView(
            String category,
            long committed,
            @Schema(description = "Kafka has them for certain") long inLog,
            @Schema(description = "Committed and not known to be in Kafka") long inOutbox,
            @Schema(description = "By consumer") Map<String, Long> applied,
            @Schema(description = "Lanes that wait for a missing event, by consumer")
                    Map<String, Long> standingStill) {

        static CategoryView of(String category, List<LaneIntegrity> lanes) {
            Map<String, Long> applied = new TreeMap<>();
            Map<String, Long> standingStill = new TreeMap<>();
            for (LaneIntegrity lane : lanes) {
                lane.applied()
                        .forEach((consumer, count) -> applied.merge(consumer, count, Long::sum));
                lane.standingStill()
                        .keySet()
                        .forEach(consumer -> standingStill.merge(consumer, 1L, Long::sum));
            }
            return new CategoryView(
                    category,
                    lanes.stream().mapToLong(LaneIntegrity::committed).sum(),
                    lanes.stream().mapToLong(LaneIntegrity::inLog).sum(),
                    lanes.stream().mapToLong(LaneIntegrity::inOutbox).sum(),
                    applied,
                    standingStill);
        }
    }
}
