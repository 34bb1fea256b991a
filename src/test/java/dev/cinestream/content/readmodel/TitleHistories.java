package dev.cinestream.content.readmodel;

import dev.cinestream.Seeded;
import dev.cinestream.content.AgeRating;
import dev.cinestream.content.AvailabilityWindow;
import dev.cinestream.content.Credit;
import dev.cinestream.content.LocalizedText;
import dev.cinestream.content.TitleKind;
import dev.cinestream.content.TitleMetadata;
import dev.cinestream.content.title.TitleEvent;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.log.Metadata;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Random histories of a few titles, some under others, and ways in which they can arrive.
final class TitleHistories {

    private final Seeded seeded;
    private final List<UUID> ids = new ArrayList<>();

    TitleHistories(Seeded seeded) {
        this.seeded = seeded;
    }

    /// Each list is one title's stream.
    List<List<Envelope<?>>> streams(int most) {
        int count = 1 + seeded.below(most);
        for (int i = 0; i < count; i++) {
            ids.add(seeded.uuid());
        }
        List<List<Envelope<?>>> streams = new ArrayList<>();
        for (UUID id : ids) {
            List<Envelope<?>> stream = new ArrayList<>();
            stream.add(envelope(id, 1, drafted()));
            int more = seeded.below(8);
            for (int i = 0; i < more; i++) {
                stream.add(envelope(id, 2L + i, next()));
            }
            streams.add(stream);
        }
        return streams;
    }

    /// All events, each stream's in its order, the streams among each other in any.
    List<Envelope<?>> interleaved(List<List<Envelope<?>>> streams) {
        List<Deque<Envelope<?>>> left = new ArrayList<>();
        streams.forEach(stream -> left.add(new ArrayDeque<>(stream)));
        List<Envelope<?>> all = new ArrayList<>();
        while (!left.isEmpty()) {
            int which = seeded.below(left.size());
            all.add(left.get(which).remove());
            if (left.get(which).isEmpty()) {
                left.remove(which);
            }
        }
        return all;
    }

    List<List<Envelope<?>>> batched(List<Envelope<?>> events) {
        List<List<Envelope<?>>> batches = new ArrayList<>();
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + seeded.below(12));
            batches.add(events.subList(from, to));
            from = to;
        }
        return batches;
    }

    private TitleEvent drafted() {
        TitleKind kind = seeded.oneOf(TitleKind.values());
        return new TitleEvent.TitleDrafted(
                kind,
                kind.parent() == null ? null : ids.get(seeded.below(ids.size())),
                kind.parent() == null ? null : seeded.below(20),
                metadata());
    }

    private TitleEvent next() {
        return switch (seeded.below(5)) {
            case 0 -> new TitleEvent.TitleRevised(metadata());
            case 1 -> new TitleEvent.AvailabilityScheduled(seeded.listOf(3, this::window));
            case 2 -> new TitleEvent.TitlePublished();
            case 3 -> new TitleEvent.TitleWithdrawn("licence ended", null);
            default -> new TitleEvent.TitleReinstated();
        };
    }

    private AvailabilityWindow window() {
        Instant from =
                seeded.oneIn(10) ? Instant.MIN : Instant.EPOCH.plusSeconds(seeded.below(1_000_000));
        return new AvailabilityWindow(
                seeded.oneOf("DE", "ES", "JP"),
                from,
                seeded.oneIn(10) ? Instant.MAX : seeded.orNull(from.plusSeconds(99)));
    }

    private TitleMetadata metadata() {
        return new TitleMetadata(
                seeded.oneIn(5) ? Map.of() : Map.of("en", text(), seeded.oneOf("de", "ja"), text()),
                seeded.orNull(1900 + seeded.below(100)),
                seeded.orNull(1 + seeded.below(10_000)),
                seeded.listOf(2, () -> seeded.oneOf("drama", "film-noir", "времени")),
                seeded.listOf(2, () -> seeded.oneOf("b", "東京")),
                seeded.listOf(2, () -> new Credit(word(), "actor", seeded.orNull(word()))),
                seeded.oneIn(4) ? null : new AgeRating("FSK", "12", 12),
                seeded.orNull(seeded.oneOf("en", "ja", "zxx")),
                List.of("en"),
                List.of(),
                List.of());
    }

    private LocalizedText text() {
        return new LocalizedText(word() + " " + word(), seeded.orNull(word() + "\n" + word()));
    }

    private String word() {
        return seeded.oneOf(
                "Sintel",
                "O'Hara",
                "Ñandú",
                "七人の侍",
                "🎬",
                "a\\b",
                "\"x\", {y}",
                "%_'",
                "x".repeat(280),
                "ŉ",
                "İstanbul",
                "हिन्दी",
                "Größe");
    }

    private static Envelope<TitleEvent> envelope(UUID id, long revision, TitleEvent event) {
        var metadata =
                new Metadata(
                        new UUID(id.getMostSignificantBits(), revision),
                        "a-type",
                        CatalogProjection.CATEGORY,
                        id,
                        revision,
                        0,
                        revision,
                        Instant.EPOCH.plusSeconds(1_700_000_000 + revision),
                        "correlation",
                        "causation",
                        "edith",
                        null,
                        "",
                        null);
        return new Envelope<>(metadata, event);
    }
}
