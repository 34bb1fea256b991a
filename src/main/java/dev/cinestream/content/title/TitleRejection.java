package dev.cinestream.content.title;

import dev.cinestream.content.TitleKind;
import dev.cinestream.eventsourcing.decider.Rejection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Why a title says no.
public sealed interface TitleRejection extends Rejection {

    record InvalidTitle(List<Flaw> flaws) implements TitleRejection {
        public InvalidTitle {
            flaws = List.copyOf(flaws);
        }

        /// The same where the sender writes the title in another place.
        public InvalidTitle moved(String from, String to) {
            return new InvalidTitle(
                    flaws.stream()
                            .map(flaw ->
                                    flaw.pointer().startsWith(from)
                                            ? new Flaw(
                                                    to + flaw.pointer().substring(from.length()),
                                                    flaw.expected())
                                            : flaw)
                            .toList());
        }

        @Override
        public String code() {
            return "invalid-title";
        }

        @Override
        public String detail() {
            return flaws.stream().map(Flaw::toString).collect(Collectors.joining("; "));
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }
    }

    record NoSuchTitle() implements TitleRejection {
        @Override
        public String code() {
            return "no-such-title";
        }

        @Override
        public String detail() {
            return "There is no title with this id.";
        }

        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }
    }

    record TitleExists() implements TitleRejection {
        @Override
        public String code() {
            return "title-exists";
        }

        @Override
        public String detail() {
            return "There is a title with this id already; revise it, or take another id.";
        }
    }

    record WrongParent(TitleKind child, @Nullable TitleKind actual) implements TitleRejection {
        @Override
        public String code() {
            return "wrong-parent";
        }

        @Override
        public String detail() {
            if (child.parent() == null) {
                return "/parent: a " + lower(child) + " stands alone; leave parent and number out.";
            }
            String found = actual == null ? "there is none" : "it is a " + lower(actual);
            return "/parent: a "
                    + lower(child)
                    + " needs a "
                    + lower(child.parent())
                    + " to lie under; "
                    + found
                    + ".";
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        private static String lower(TitleKind kind) {
            return kind.name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    record ParentWithdrawn() implements TitleRejection {
        @Override
        public String code() {
            return "parent-withdrawn";
        }

        @Override
        public String detail() {
            return "The title above is withdrawn; reinstate it first.";
        }
    }

    record NotPublishable(List<String> missing) implements TitleRejection {
        @Override
        public String code() {
            return "not-publishable";
        }

        @Override
        public String detail() {
            return "Nothing is published without a name, an age rating and a language; missing: "
                    + String.join(", ", missing)
                    + ".";
        }
    }

    record Withdrawn() implements TitleRejection {
        @Override
        public String code() {
            return "withdrawn";
        }

        @Override
        public String detail() {
            return "The title is withdrawn; reinstate it first.";
        }
    }
}
