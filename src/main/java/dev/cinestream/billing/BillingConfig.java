package dev.cinestream.billing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// Settings of billing, under `cinestream.billing`.
@ConfigMapping(prefix = "cinestream.billing")
public interface BillingConfig {

    Seller seller();

    Dunnings dunning();

    TestClocks testClocks();

    /// How often an instance looks for steps that are due: how late one is taken at most, on an idle system.
    @WithDefault("250")
    long stepPollMillis();

    /// Who sells, as invoices say it.
    interface Seller {
        /// What its documents' numbers begin with, `CS-2026-000001`: 1 to 12 capital letters and digits.
        @WithDefault("CS")
        String id();

        @WithDefault("CineStream")
        String name();

        /// Lines, separated by commas.
        @WithDefault("1 Example Street,10115 Berlin")
        List<String> address();

        /// ISO 3166-1 alpha-2.
        @WithDefault("DE")
        String country();

        Optional<String> vatId();

        /// Whose calendar says which year's book an invoice is numbered in; and that of customers who gave no other.
        @WithDefault("Europe/Berlin")
        ZoneId zone();
    }

    /// See [Dunning].
    interface Dunnings {
        @WithDefault("P1D,P2D,P3D,P5D,P7D,P9D,P11D,P14D")
        List<Duration> retries();

        @WithDefault("P16D")
        Duration grace();

        /// What becomes of a subscription when collecting is given up.
        @WithDefault("CANCEL")
        GivenUp then();

        /// How long one that pauses then does so at most: it resumes, and is billed, by itself.
        @WithDefault("P90D")
        Duration pause();

        enum GivenUp {
            CANCEL,
            PAUSE
        }
    }

    /// Time moved by hand; for development.
    interface TestClocks {
        @WithDefault("false")
        boolean enabled();

        /// How long an advance waits, at each of its steps, until all that follows from the step is done; then it goes on.
        @WithDefault("15000")
        long restMillis();
    }
}
