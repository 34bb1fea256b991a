package dev.cinestream.admin.audit;

import dev.cinestream.eventsourcing.decider.Rejection;

/// Why an action cannot be written down so.
public sealed interface AuditRejection extends Rejection {

    record AlreadyBegun() implements AuditRejection {
        @Override
        public String code() {
            return "action-already-begun";
        }

        @Override
        public String detail() {
            return "The action was written down before.";
        }
    }

    record NotOpen() implements AuditRejection {
        @Override
        public String code() {
            return "action-not-open";
        }

        @Override
        public String detail() {
            return "The action was not begun, or has ended.";
        }
    }
}
