package dev.cinestream.billing.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.billing.BillingConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What becomes of a subscription that nobody pays for is a setting (CS-4).
class WhenInvoiceSettledThenTellCustomerTest {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void it_ends_by_default() {
        assertThat(WhenInvoiceSettledThenTellCustomer.pauseUntil(AT, dunning("CANCEL", "P90D")))
                .isNull();
    }

    @Test
    void it_pauses_for_a_time_instead() {
        assertThat(WhenInvoiceSettledThenTellCustomer.pauseUntil(AT, dunning("PAUSE", "P30D")))
                .isEqualTo(Instant.parse("2026-12-21T12:00:00Z"));
    }

    private static BillingConfig.Dunnings dunning(String then, String pause) {
        return new SmallRyeConfigBuilder()
                .withMapping(BillingConfig.class)
                .withDefaultValue("cinestream.billing.dunning.then", then)
                .withDefaultValue("cinestream.billing.dunning.pause", pause)
                .build()
                .getConfigMapping(BillingConfig.class)
                .dunning();
    }
}
