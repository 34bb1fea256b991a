package dev.cinestream.user.emailclaim;

import dev.cinestream.eventsourcing.decider.Rejection;

/// Why a claim says no.
public sealed interface EmailClaimRejection extends Rejection {

    record EmailTaken() implements EmailClaimRejection {
        @Override
        public String code() {
            return "email-taken";
        }

        @Override
        public String detail() {
            return "Another account has this address; log in there, or reset its password.";
        }
    }
}
