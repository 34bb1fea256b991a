package dev.cinestream.user.household;

import dev.cinestream.eventsourcing.decider.Rejection;
import java.util.List;
import java.util.stream.Collectors;

/// Why a household says no.
public sealed interface HouseholdRejection extends Rejection {

    record InvalidHousehold(List<Flaw> flaws) implements HouseholdRejection {
        public InvalidHousehold {
            flaws = List.copyOf(flaws);
        }

        @Override
        public String code() {
            return "invalid-profile";
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

    record NoSuchProfile() implements HouseholdRejection {
        @Override
        public String code() {
            return "no-such-profile";
        }

        @Override
        public String detail() {
            return "The account has no profile with this id.";
        }

        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }
    }

    record ProfileExists() implements HouseholdRejection {
        @Override
        public String code() {
            return "profile-exists";
        }

        @Override
        public String detail() {
            return "The account has a profile with this id already.";
        }
    }

    record TooManyProfiles(int most) implements HouseholdRejection {
        @Override
        public String code() {
            return "too-many-profiles";
        }

        @Override
        public String detail() {
            return "The account may have " + most + " profiles; delete one first.";
        }
    }

    record LastProfile() implements HouseholdRejection {
        @Override
        public String code() {
            return "last-profile";
        }

        @Override
        public String detail() {
            return "The last profile stays; it can be changed.";
        }
    }

    record HouseholdPinNeeded() implements HouseholdRejection {
        @Override
        public String code() {
            return "household-pin-needed";
        }

        @Override
        public String detail() {
            return "Set the household's PIN first: without it, whoever is to be kept out could undo this.";
        }
    }

    record HouseholdPinInUse() implements HouseholdRejection {
        @Override
        public String code() {
            return "household-pin-in-use";
        }

        @Override
        public String detail() {
            return "Profiles for kids or with PINs need the household's PIN; change them first.";
        }
    }
}
