package dev.cinestream.billing.payment.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Ids of ours in Stripe's metadata, where others may have written something, too.
final class Ids {

    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Ids() {}

    static Optional<UUID> read(JsonNode value) {
        return FORM.matcher(value.asText()).matches()
                ? Optional.of(UUID.fromString(value.asText()))
                : Optional.empty();
    }
}
