package dev.cinestream.billing.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All payment providers. Each payment method names its own, so that customers of another go on paying when the configured
/// one changes.
@ApplicationScoped
public class PaymentProviders {

    private final Map<String, PaymentProvider> byName;
    private final PaymentProvider chosen;

    PaymentProviders(@Any Instance<PaymentProvider> providers, PaymentConfig config) {
        byName =
                providers.stream()
                        .collect(Collectors.toMap(PaymentProvider::name, Function.identity()));
        chosen =
                Optional.ofNullable(byName.get(config.provider()))
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "cinestream.billing.payment.provider is one of "
                                                + byName.keySet()
                                                + ", not "
                                                + config.provider()));
    }

    /// Who keeps the payment methods of new customers.
    public PaymentProvider chosen() {
        return chosen;
    }

    public Optional<PaymentProvider> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
