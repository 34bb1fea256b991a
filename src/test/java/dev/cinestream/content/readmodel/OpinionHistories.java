package dev.cinestream.content.readmodel;

import dev.cinestream.Seeded;
import dev.cinestream.content.ProfileTitle;
import dev.cinestream.content.ReportReason;
import dev.cinestream.content.feedback.Feedback;
import dev.cinestream.content.feedback.FeedbackCommand;
import dev.cinestream.content.feedback.FeedbackEvent;
import dev.cinestream.content.feedback.ReviewFacts;
import dev.cinestream.content.opinion.Opinion;
import dev.cinestream.content.opinion.OpinionCommand;
import dev.cinestream.content.opinion.OpinionEvent;
import dev.cinestream.content.opinion.OpinionState;
import dev.cinestream.content.opinion.OpinionState.Voiced;
import dev.cinestream.eventsourcing.decider.Decider;
import dev.cinestream.eventsourcing.decider.Decision;
import dev.cinestream.eventsourcing.decider.Personal;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.log.Metadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Random opinions of a few profiles on a few titles, and what they say about each other's reviews, as the rules have it; and
/// ways in which their events can arrive.
final class OpinionHistories {

    private static final int TITLES = 3;
    private static final int PROFILES = 4;

    private final Seeded seeded;
    private final Opinion opinion = new Opinion();
    private final Feedback feedback = new Feedback();
    private final Map<UUID, OpinionState> opinions = new HashMap<>();
    private final Map<UUID, List<Envelope<?>>> streams = new TreeMap<>();

    OpinionHistories(Seeded seeded) {
        this.seeded = seeded;
    }

    /// Each list is one stream.
    List<List<Envelope<?>>> streams(int commands) {
        for (int i = 0; i < commands; i++) {
            ProfileTitle of = new ProfileTitle(profile(), new UUID(2, seeded.below(TITLES)));
            if (seeded.oneIn(3)) {
                say(of);
            } else {
                think(of);
            }
        }
        return List.copyOf(streams.values());
    }

    /// What the plain state of all opinions says: of each title, how often each rating.
    Map<UUID, List<Long>> counts() {
        Map<UUID, List<Long>> counts = new TreeMap<>();
        for (OpinionState each : opinions.values()) {
            if (each instanceof Voiced voiced && voiced.rating() != null) {
                List<Long> title =
                        counts.computeIfAbsent(
                                voiced.of().title(),
                                _ -> new ArrayList<>(RatingTally.NONE.counts()));
                int at = voiced.rating() - 1;
                title.set(at, title.get(at) + 1);
            }
        }
        return counts;
    }

    /// In any order, that of a stream included, and some more than once.
    List<Envelope<?>> disturbed(List<List<Envelope<?>>> all) {
        List<Envelope<?>> events = new ArrayList<>();
        for (List<Envelope<?>> stream : all) {
            for (Envelope<?> each : stream) {
                for (int copies = seeded.oneIn(3) ? 2 : 1; copies > 0; copies--) {
                    events.add(seeded.below(events.size() + 1), each);
                }
            }
        }
        return events;
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

    private void think(ProfileTitle of) {
        UUID id = opinionId(of);
        OpinionState state = opinions.getOrDefault(id, opinion.initial());
        List<OpinionEvent> events = decided(opinion, thought(of, state), state);
        record(id, "content.opinion", events);
        opinions.put(id, opinion.evolve(state, events));
    }

    private OpinionCommand thought(ProfileTitle of, OpinionState state) {
        int edition = state instanceof Voiced voiced ? voiced.editions() : 0;
        return switch (seeded.below(7)) {
            case 0, 1 -> new OpinionCommand.Rate(of, 1 + seeded.below(10));
            case 2 -> new OpinionCommand.WithdrawRating();
            case 3 ->
                    new OpinionCommand.WriteReview(
                            of,
                            new Personal(of.profile(), seeded.oneOf("Lovely.", "Größe 七人 \"x\"")),
                            seeded.oneOf("en", "pt-BR"),
                            seeded.oneIn(2));
            case 4 -> new OpinionCommand.WithdrawReview();
            case 5 -> new OpinionCommand.HideReview(edition, seeded.oneOf("Spam.", "Hate."));
            default -> new OpinionCommand.ShowReview(edition, "All right.");
        };
    }

    private void say(ProfileTitle of) {
        UUID profile = profile();
        UUID review = opinionId(of);
        UUID id =
                new UUID(
                        100 + review.getMostSignificantBits() * 10 + number(profile),
                        review.getLeastSignificantBits());
        List<Envelope<?>> before = streams.getOrDefault(id, List.of());
        var state =
                feedback.evolve(
                        feedback.initial(),
                        before.stream().map(each -> (FeedbackEvent) each.event()).toList());
        int edition = opinions.get(review) instanceof Voiced voiced ? voiced.editions() : 0;
        var facts = new ReviewFacts(review, of.profile(), edition, edition > 0);
        FeedbackCommand command =
                switch (seeded.below(3)) {
                    case 0 -> new FeedbackCommand.FindHelpful(profile, facts);
                    case 1 -> new FeedbackCommand.TakeHelpfulBack(profile, review);
                    default ->
                            new FeedbackCommand.ReportReview(
                                    profile, facts, seeded.oneOf(ReportReason.values()));
                };
        record(id, "content.feedback", decided(feedback, command, state));
    }

    private static UUID opinionId(ProfileTitle of) {
        return new UUID(number(of.profile()), number(of.title()));
    }

    private static long number(UUID id) {
        return id.getLeastSignificantBits();
    }

    private UUID profile() {
        return new UUID(1, seeded.below(PROFILES));
    }

    private static <C, S, E> List<E> decided(Decider<C, S, E, ?> rules, C command, S state) {
        return rules.decide(command, state) instanceof Decision.Accepted<E, ?>(List<E> events)
                ? events
                : List.of();
    }

    private void record(UUID id, String category, List<?> events) {
        for (Object event : events) {
            List<Envelope<?>> stream = streams.computeIfAbsent(id, _ -> new ArrayList<>());
            stream.add(envelope(id, category, stream.size() + 1L, event));
        }
    }

    private static Envelope<?> envelope(UUID id, String category, long revision, Object event) {
        var metadata =
                new Metadata(
                        new UUID(id.getMostSignificantBits(), revision),
                        "a-type",
                        category,
                        id,
                        revision,
                        0,
                        revision,
                        Instant.EPOCH.plusSeconds(1_700_000_000 + revision),
                        "correlation",
                        "causation",
                        "vera",
                        null,
                        "",
                        null);
        return new Envelope<>(metadata, event);
    }
}
