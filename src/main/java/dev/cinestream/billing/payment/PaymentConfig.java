package dev.cinestream.billing.payment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/// Settings of payments, under `cinestream.billing.payment`.
@ConfigMapping(prefix = "cinestream.billing.payment")
public interface PaymentConfig {

    /// Who keeps new payment methods: `simulator` or `stripe`.
    @WithDefault("simulator")
    String provider();

    /// How long an answer of the provider is waited for; then the outcome is unknown, and asked for.
    @WithDefault("10000")
    long timeoutMillis();

    /// How old a notice's signature may be at most, and how far its clock may be ahead.
    @WithDefault("300")
    long noticeToleranceSeconds();

    Simulator simulator();

    Stripe stripe();

    /// See [dev.cinestream.billing.payment.simulator.PaymentSimulator].
    interface Simulator {
        /// Which outcomes a notice tells of, too.
        @WithDefault("ALL")
        Notices notices();

        /// So many of a hundred notices come twice.
        @WithDefault("10")
        int duplicatedPercent();

        /// So many of a hundred notices come late, and so in another order.
        @WithDefault("10")
        int latePercent();

        /// How late at most.
        @WithDefault("2000")
        int lateMillis();

        /// Which notices are duplicated and late is drawn from this.
        @WithDefault("1")
        long seed();

        /// What its notices are signed with. Production has no simulator worth a secret, and must give one to have it.
        Optional<List<String>> noticeSecrets();

        /// Where its notices go; this instance when absent.
        Optional<String> noticesUrl();
    }

    enum Notices {
        NONE,
        /// What the answer did not tell.
        NEWS,
        ALL
    }

    /// See [dev.cinestream.billing.payment.stripe.StripeProvider].
    interface Stripe {
        /// `sk_…`; never logged.
        Optional<String> secretKey();

        /// `whsec_…`; more than one while they are changed.
        Optional<List<String>> noticeSecrets();

        @WithDefault("https://api.stripe.com")
        String url();

        /// Where customers come back to after 3-D Secure.
        @WithDefault("${cinestream.site.url:http://127.0.0.1:8080}/billing")
        String returnUrl();
    }
}
