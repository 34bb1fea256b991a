package dev.cinestream.user.account;

import dev.cinestream.eventsourcing.decider.Rejection;
import java.util.List;
import java.util.stream.Collectors;

/// Why an account says no.
public sealed interface AccountRejection extends Rejection {

    record InvalidAccount(List<Flaw> flaws) implements AccountRejection {
        public InvalidAccount {
            flaws = List.copyOf(flaws);
        }

        @Override
        public String code() {
            return "invalid-account";
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

    record NoSuchAccount() implements AccountRejection {
        @Override
        public String code() {
            return "no-such-account";
        }

        @Override
        public String detail() {
            return "There is no account with this id.";
        }

        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }
    }

    record AccountExists() implements AccountRejection {
        @Override
        public String code() {
            return "account-exists";
        }

        @Override
        public String detail() {
            return "There is an account with this id already.";
        }
    }

    record NotConfirmed() implements AccountRejection {
        @Override
        public String code() {
            return "email-not-confirmed";
        }

        @Override
        public String detail() {
            return "Confirm the e-mail address first; the mail with the link can be sent again.";
        }
    }

    record ChallengeNotMet() implements AccountRejection {
        @Override
        public String code() {
            return "link-not-good";
        }

        @Override
        public String detail() {
            return "The link was used, has expired, or is not the newest; ask for another mail.";
        }
    }

    record SecondFactorOn() implements AccountRejection {
        @Override
        public String code() {
            return "second-factor-on";
        }

        @Override
        public String detail() {
            return "The account has a second factor; turn it off before you set up another.";
        }
    }

    record SecondFactorOff() implements AccountRejection {
        @Override
        public String code() {
            return "second-factor-off";
        }

        @Override
        public String detail() {
            return "The account has no second factor.";
        }
    }

    record SecondFactorNotPrepared() implements AccountRejection {
        @Override
        public String code() {
            return "second-factor-not-set-up";
        }

        @Override
        public String detail() {
            return "Set the second factor up first, and then show a code of it.";
        }
    }

    record CodeNotGood() implements AccountRejection {
        @Override
        public String code() {
            return "wrong-code";
        }

        @Override
        public String detail() {
            return "The code is not good, or not any more.";
        }
    }

    record IsStaff() implements AccountRejection {
        @Override
        public String code() {
            return "account-of-staff";
        }

        @Override
        public String detail() {
            return "The account has roles of staff; nobody acts for it.";
        }
    }
}
