package dev.cinestream.billing.payment;

import dev.cinestream.billing.PaymentMethod;
import dev.cinestream.billing.invoice.InvoiceCommand.Outcome;
import dev.cinestream.billing.invoice.InvoiceState.Issued;
import dev.cinestream.billing.invoice.InvoiceState.Payment;
import dev.cinestream.billing.invoice.InvoiceState.Repayment;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Brings payments and refunds to the provider of their method, and says what became of them. Whatever goes wrong on the way,
/// the outcome is unknown then, and asked for later: nobody waits for a provider that is away.
///
/// What was wanted long ago may have been charged by who was there before: the provider is asked first then, since it may
/// not know the idempotency key any more.
@ApplicationScoped
public class Charging {

    private static final Logger LOG = Logger.getLogger(Charging.class);

    /// Shorter than any provider remembers a key.
    private static final Duration KEY_IS_KNOWN = Duration.ofHours(12);

    private static final Outcome ERASED = new Outcome.Declined("payment_method_erased", true);
    private static final Outcome NO_PROVIDER = new Outcome.Declined("provider_unknown", true);

    private final PaymentProviders providers;

    Charging(PaymentProviders providers) {
        this.providers = providers;
    }

    /// @param wanted when it was asked for
    public Uni<Outcome> charge(
            UUID invoice,
            UUID payment,
            int attempt,
            Money amount,
            PaymentMethod method,
            Instant wanted) {
        return isLongAgo(wanted)
                ? with(invoice, payment, attempt, amount, method, this::ask)
                : with(
                        invoice,
                        payment,
                        attempt,
                        amount,
                        method,
                        order -> provider -> provider.charge(order));
    }

    /// What became of the last payment of an invoice; it is charged if the provider has never heard of it.
    public Uni<Outcome> ask(Issued invoice, Payment payment) {
        PaymentMethod method = invoice.method();
        return method == null
                ? Uni.createFrom().item(new Outcome.Unknown())
                : with(
                        invoice.debt().invoice(),
                        payment.id(),
                        payment.attempt(),
                        invoice.debt().due(),
                        method,
                        this::ask);
    }

    private Function<PaymentProvider, Uni<Outcome>> ask(PaymentOrder order) {
        return provider ->
                provider.find(order)
                        .chain(found ->
                                found.map(outcome -> Uni.createFrom().item(outcome))
                                        .orElseGet(() -> provider.charge(order)));
    }

    private Uni<Outcome> with(
            UUID invoice,
            UUID payment,
            int attempt,
            Money amount,
            PaymentMethod method,
            Function<PaymentOrder, Function<PaymentProvider, Uni<Outcome>>> work) {
        String reference = method.reference().text();
        Optional<PaymentProvider> provider = providers.find(method.provider());
        if (reference == null || provider.isEmpty()) {
            return Uni.createFrom().item(reference == null ? ERASED : NO_PROVIDER);
        }
        var order = new PaymentOrder(payment, invoice, attempt, amount, reference);
        return orUnknown(
                "payment " + payment,
                () -> work.apply(order).apply(provider.get()),
                new Outcome.Unknown());
    }

    /// @param wanted when it was asked for; null to ask what became of it
    public Uni<RefundOutcome> refund(
            Issued invoice, Repayment repayment, @Nullable Instant wanted) {
        Optional<Payment> payment =
                invoice.payments().stream()
                        .filter(each -> each.id().equals(repayment.payment()))
                        .findFirst();
        Optional<PaymentProvider> provider =
                payment.map(Payment::provider).flatMap(providers::find);
        Optional<String> charge = payment.map(Payment::charge);
        if (provider.isEmpty() || charge.isEmpty()) {
            return Uni.createFrom().item(new RefundOutcome.Failed("provider_unknown"));
        }
        var order =
                new RefundOrder(
                        repayment.id(),
                        invoice.debt().invoice(),
                        repayment.payment(),
                        charge.get(),
                        repayment.amount());
        return orUnknown(
                "refund " + repayment.id(),
                () ->
                        wanted == null || isLongAgo(wanted)
                                ? askOrRefund(provider.get(), order)
                                : provider.get().refund(order),
                new RefundOutcome.Unknown());
    }

    private static Uni<RefundOutcome> askOrRefund(PaymentProvider provider, RefundOrder order) {
        return provider.findRefund(order)
                .chain(found ->
                        found.map(outcome -> Uni.createFrom().item(outcome))
                                .orElseGet(() -> provider.refund(order)));
    }

    private static <T> Uni<T> orUnknown(String what, Supplier<Uni<T>> work, T unknown) {
        return Uni.createFrom()
                .deferred(work::get)
                .onFailure()
                .invoke(failure -> LOG.infof("what became of %s is not known: %s", what, failure))
                .onFailure()
                .recoverWithItem(unknown);
    }

    private static boolean isLongAgo(Instant wanted) {
        return wanted.isBefore(Instant.now().minus(KEY_IS_KNOWN));
    }
}
