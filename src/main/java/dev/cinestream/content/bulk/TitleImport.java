package dev.cinestream.content.bulk;

import dev.cinestream.content.ContentModule;
import dev.cinestream.content.bulk.ImportedLine.Status;
import dev.cinestream.content.title.ParentFacts;
import dev.cinestream.content.title.TitleCommand;
import dev.cinestream.content.title.TitleState;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandBus.Head;
import dev.cinestream.eventsourcing.command.CommandContext;
import dev.cinestream.eventsourcing.command.CommandResult;
import dev.cinestream.eventsourcing.decider.Rejection;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.http.Commands;
import dev.cinestream.platform.http.JsonLine;
import dev.cinestream.platform.http.Problem;
import dev.cinestream.platform.http.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Makes titles what lines say, and tells line by line what became of it.
///
/// Safe to repeat: what a title needs is found by comparing it with the line, so a line that was done needs nothing.
/// Its commands name the revision they go out from, in their ids too: when an outcome is unknown they are sent again and
/// done once, and when somebody else was faster the line is compared anew.
@ApplicationScoped
public class TitleImport {

    private static final Logger LOG = Logger.getLogger(TitleImport.class);
    private static final int MOST_COMPARISONS = 5;
    private static final int MOST_TRIES = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final CommandBus bus;
    private final Commands commands;

    TitleImport(CommandBus bus, Commands commands) {
        this.bus = bus;
        this.commands = commands;
    }

    /// All lines at once, except that a line waits for the ones before it that are about the same title or the one it lies
    /// under. The answer is in the lines' order.
    public Uni<List<ImportedLine>> importAll(List<JsonLine<TitleLine>> lines, ImportRun run) {
        Map<UUID, Uni<ImportedLine>> begun = new HashMap<>();
        List<Uni<ImportedLine>> all = new ArrayList<>(lines.size());
        for (JsonLine<TitleLine> line : lines) {
            all.add(
                    switch (line) {
                        case JsonLine.Unreadable<TitleLine>(long number, Problem problem) ->
                                Uni.createFrom().item(ImportedLine.refused(number, null, problem));
                        case JsonLine.Read<TitleLine>(long number, TitleLine title) -> {
                            var done =
                                    after(begun, title)
                                            .chain(() -> imported(number, title, run))
                                            .memoize()
                                            .indefinitely();
                            begun.put(title.id(), done);
                            yield done;
                        }
                    });
        }
        return Uni.join().all(all).andFailFast();
    }

    private static Uni<?> after(Map<UUID, Uni<ImportedLine>> begun, TitleLine title) {
        Uni<ImportedLine> same = begun.get(title.id());
        Uni<ImportedLine> above = title.parent() == null ? null : begun.get(title.parent());
        Uni<?> first = same == null ? Uni.createFrom().voidItem() : same;
        return above == null ? first : first.chain(() -> above);
    }

    private Uni<ImportedLine> imported(long number, TitleLine line, ImportRun run) {
        return compared(number, line, run)
                .onFailure(TitleImport::somebodyWasFaster)
                .retry()
                .atMost(MOST_COMPARISONS)
                .onFailure()
                .recoverWithItem(e -> ImportedLine.refused(number, line.id(), problemOf(e, line)));
    }

    private Uni<ImportedLine> compared(long number, TitleLine line, ImportRun run) {
        return titleAt(line.id())
                .chain(title ->
                        parentOf(line)
                                .chain(parent -> planned(number, line, title, parent.orNull, run)));
    }

    private Uni<ImportedLine> planned(
            long number,
            TitleLine line,
            Head<TitleState> title,
            @Nullable ParentFacts parent,
            ImportRun run) {
        return switch (TitlePlan.of(line, title.state(), parent)) {
            case TitlePlan.Refused(Rejection why) ->
                    Uni.createFrom()
                            .item(new CommandResult.Rejected<>(why))
                            .map(Commands::committed)
                            .replaceWith(unchanged(number, line, title.revision()));
            case TitlePlan.Steps(List<TitleCommand> steps) when steps.isEmpty() ->
                    Uni.createFrom().item(unchanged(number, line, title.revision()));
            case TitlePlan.Steps(List<TitleCommand> steps) ->
                    sent(steps, line, title.revision(), run)
                            .map(last -> changed(number, line, title.revision(), last));
        };
    }

    private static ImportedLine unchanged(long number, TitleLine line, long revision) {
        return new ImportedLine(number, line.id(), Status.UNCHANGED, revision, null);
    }

    private static ImportedLine changed(long number, TitleLine line, long before, long after) {
        Status status = before == 0 ? Status.CREATED : Status.REVISED;
        return new ImportedLine(number, line.id(), status, after, null);
    }

    /// One after the other, each going out from the revision the one before it made.
    private Uni<Long> sent(List<TitleCommand> steps, TitleLine line, long revision, ImportRun run) {
        byte[] content = commands.canonical(line);
        Uni<Long> last = Uni.createFrom().item(revision);
        for (TitleCommand step : steps) {
            last = last.chain(seen -> sent(step, run.context(line.id(), seen, content), line.id()));
        }
        return last;
    }

    private Uni<Long> sent(TitleCommand step, CommandContext context, UUID title) {
        return bus.execute(ContentModule.TITLE, title, step, context)
                .onFailure(TitleImport::maySucceedLater)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .atMost(MOST_TRIES)
                .map(result -> Commands.committed(result).revision());
    }

    private Uni<Head<TitleState>> titleAt(UUID id) {
        return bus.head(ContentModule.TITLE, id)
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .atMost(MOST_TRIES)
                .map(head -> head == null ? new Head<>(new TitleState.None(), 0) : head);
    }

    /// A `Uni` cannot carry "no parent" apart from "not looked up", hence the wrapper.
    private record Parent(@Nullable ParentFacts orNull) {}

    private Uni<Parent> parentOf(TitleLine line) {
        UUID id = line.parent();
        return id == null
                ? Uni.createFrom().item(new Parent(null))
                : titleAt(id).map(head -> new Parent(ParentFacts.of(id, head.state())));
    }

    private static boolean somebodyWasFaster(Throwable e) {
        return e instanceof ProblemException problem && problem.problem().status() == 412;
    }

    private static boolean maySucceedLater(Throwable e) {
        return e instanceof CommandBus.OverloadedException
                || e instanceof CommandBus.UnavailableException;
    }

    private static Problem problemOf(Throwable e, TitleLine line) {
        if (e instanceof ProblemException problem) {
            return problem.problem();
        }
        String incident = Uuid7.next().toString();
        LOG.errorf(e, "incident %s: import of title %s", incident, line.id());
        return Problem.of(
                        503,
                        "outcome-unknown",
                        "The database did not answer, or something failed on our side; import the line again to learn the outcome.")
                .with(Map.of("incident", incident));
    }
}
