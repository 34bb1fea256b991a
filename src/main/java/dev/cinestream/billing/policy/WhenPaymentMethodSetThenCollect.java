package dev.cinestream.billing.policy;

import dev.cinestream.billing.InvoiceModule;
import dev.cinestream.billing.PaymentMethod;
import dev.cinestream.billing.customer.CustomerEvent.PaymentMethodSet;
import dev.cinestream.billing.invoice.InvoiceCommand.Collect;
import dev.cinestream.billing.readmodel.InvoiceRow;
import dev.cinestream.billing.readmodel.Invoices;
import dev.cinestream.billing.time.Time;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.process.AddressedCommand;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Who sets another payment method pays by it what is open. It waits until the read model knows all invoices there are by
/// then; one that is drafted later takes the new method by itself.
@ApplicationScoped
class WhenPaymentMethodSetThenCollect implements Reaction {

    private final Invoices invoices;
    private final Time time;

    WhenPaymentMethodSetThenCollect(Invoices invoices, Time time) {
        this.invoices = invoices;
        this.time = time;
    }

    @Override
    public boolean hears(Envelope<?> event) {
        return event.event() instanceof PaymentMethodSet;
    }

    @Override
    public Uni<List<AddressedCommand<?, ?, ?, ?>>> to(Envelope<?> event) {
        PaymentMethod method = ((PaymentMethodSet) event.event()).method();
        return method.reference().text() == null
                ? Uni.createFrom().item(List.of())
                : invoices.knowingAll()
                        .chain(() -> invoices.open(event.metadata().streamId()))
                        .chain(open -> collect(open, method));
    }

    private Uni<List<AddressedCommand<?, ?, ?, ?>>> collect(
            List<InvoiceRow> open, PaymentMethod method) {
        return Multi.createFrom()
                .iterable(open)
                .onItem()
                .transformToUniAndConcatenate(invoice -> collect(invoice, method))
                .collect()
                .asList();
    }

    private Uni<AddressedCommand<?, ?, ?, ?>> collect(InvoiceRow invoice, PaymentMethod method) {
        return time.now(invoice.clock())
                .map(at ->
                        AddressedCommand.of(
                                InvoiceModule.INVOICE, invoice.id(), new Collect(method, at)));
    }
}
