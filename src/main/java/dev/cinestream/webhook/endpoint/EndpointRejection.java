package dev.cinestream.webhook.endpoint;

import dev.cinestream.eventsourcing.decider.Rejection;
import java.util.List;

/// Why a command about an endpoint is refused.
public sealed interface EndpointRejection extends Rejection {

    record InvalidEndpoint(List<Flaw> flaws) implements EndpointRejection {
        public InvalidEndpoint {
            flaws = List.copyOf(flaws);
        }

        @Override
        public String code() {
            return "invalid-endpoint";
        }

        @Override
        public String detail() {
            return "The endpoint cannot be told at this address, or of these types.";
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }
    }

    record NoSuchEndpoint() implements EndpointRejection {
        @Override
        public String code() {
            return "no-such-endpoint";
        }

        @Override
        public String detail() {
            return "There is no endpoint with this id.";
        }

        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }
    }

    record EndpointExists() implements EndpointRejection {
        @Override
        public String code() {
            return "endpoint-exists";
        }

        @Override
        public String detail() {
            return "There is an endpoint with this id already.";
        }
    }
}
