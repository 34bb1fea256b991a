package dev.cinestream.content.bulk;

import dev.cinestream.content.ContentModule;
import dev.cinestream.content.title.ParentFacts;
import dev.cinestream.content.title.TitleCommand;
import dev.cinestream.content.title.TitleEvent;
import dev.cinestream.content.title.TitleRejection;
import dev.cinestream.content.title.TitleRejection.InvalidTitle;
import dev.cinestream.content.title.TitleState;
import dev.cinestream.content.title.TitleState.Existing;
import dev.cinestream.content.title.TitleState.Standing;
import dev.cinestream.eventsourcing.decider.Decider;
import dev.cinestream.eventsourcing.decider.Decision;
import dev.cinestream.eventsourcing.decider.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The commands that make a title what a line says, tried on its state beforehand: either all of them will be accepted, or
/// the line is refused and none is sent. Pure.
sealed interface TitlePlan {

    /// To be sent in this order; none when the title is so already.
    record Steps(List<TitleCommand> commands) implements TitlePlan {}

    record Refused(Rejection why) implements TitlePlan {}

    static TitlePlan of(TitleLine line, TitleState state, @Nullable ParentFacts parent) {
        return switch (state) {
            case TitleState.None none -> tried(toCreate(line, parent), none);
            case Existing title ->
                    isSameTitle(line, title)
                            ? tried(toChange(line, title, parent), title)
                            : new Refused(new AnotherTitle());
        };
    }

    private static List<TitleCommand> toCreate(TitleLine line, @Nullable ParentFacts parent) {
        List<TitleCommand> commands = new ArrayList<>();
        commands.add(
                new TitleCommand.DraftTitle(line.kind(), parent, line.number(), line.metadata()));
        if (!line.availability().isEmpty()) {
            commands.add(new TitleCommand.ScheduleAvailability(line.availability()));
        }
        if (line.publish()) {
            commands.add(new TitleCommand.PublishTitle(parent));
        }
        return commands;
    }

    private static List<TitleCommand> toChange(
            TitleLine line, Existing title, @Nullable ParentFacts parent) {
        List<TitleCommand> commands = new ArrayList<>();
        if (!line.metadata().equals(title.metadata())) {
            commands.add(new TitleCommand.ReviseTitle(line.metadata()));
        }
        if (!line.availability().equals(title.windows())) {
            commands.add(new TitleCommand.ScheduleAvailability(line.availability()));
        }
        if (line.publish() && title.standing() != Standing.PUBLISHED) {
            commands.add(new TitleCommand.PublishTitle(parent));
        }
        return commands;
    }

    private static TitlePlan tried(List<TitleCommand> commands, TitleState before) {
        Decider<TitleCommand, TitleState, TitleEvent, TitleRejection> rules =
                ContentModule.TITLE.decider();
        TitleState state = before;
        for (TitleCommand command : commands) {
            switch (rules.decide(command, state)) {
                case Decision.Rejected<TitleEvent, TitleRejection>(TitleRejection why) -> {
                    return new Refused(asInLine(why, command));
                }
                case Decision.Accepted<TitleEvent, TitleRejection>(List<TitleEvent> events) -> {
                    for (TitleEvent event : events) {
                        state = rules.evolve(state, event);
                    }
                }
            }
        }
        return new Steps(commands);
    }

    /// A line has the metadata and the windows in other places than the commands that are made of it.
    private static TitleRejection asInLine(TitleRejection why, TitleCommand command) {
        return switch (command) {
            case TitleCommand.ReviseTitle _ when why instanceof InvalidTitle invalid ->
                    invalid.moved("", "/metadata");
            case TitleCommand.ScheduleAvailability _ when why instanceof InvalidTitle invalid ->
                    invalid.moved("/windows", "/availability");
            default -> why;
        };
    }

    private static boolean isSameTitle(TitleLine line, Existing title) {
        return line.kind() == title.kind()
                && Objects.equals(line.parent(), title.parent())
                && Objects.equals(line.number(), title.number());
    }

    /// The id is taken by a title of another kind or in another place.
    record AnotherTitle() implements Rejection {
        @Override
        public String code() {
            return "title-exists";
        }

        @Override
        public String detail() {
            return "There is another title with this id: kind, parent and number of a title never change.";
        }
    }
}
