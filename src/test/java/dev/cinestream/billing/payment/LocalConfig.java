package dev.cinestream.billing.payment;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.core.Vertx;
import java.util.Map;

/// Settings of payments without an application.
public final class LocalConfig {

    private LocalConfig() {}

    public static PaymentConfig of(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(PaymentConfig.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(PaymentConfig.class);
    }

    public static HttpExchange http(Vertx vertx, PaymentConfig config) {
        return new HttpExchange(vertx, config);
    }
}
