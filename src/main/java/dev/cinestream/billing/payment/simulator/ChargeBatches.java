package dev.cinestream.billing.payment.simulator;

import dev.cinestream.billing.payment.adapter.SimulatorTables;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Gathers charges while others are written, and writes them together; a charge that comes alone waits for nobody.
@ApplicationScoped
class ChargeBatches {

    private static final int AT_MOST = 500;

    private final SimulatorTables tables;
    private final NoticePlans plans;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean writing = new AtomicBoolean();

    ChargeBatches(SimulatorTables tables, NoticePlans plans) {
        this.tables = tables;
        this.plans = plans;
    }

    private record Waiting(ChargeRow charge, UniEmitter<? super ChargeRow> emitter) {}

    /// What the simulator knows of the payment then, from now or from before.
    Uni<ChargeRow> charge(ChargeRow charge) {
        return Uni.createFrom()
                .emitter(emitter -> {
                    waiting.add(new Waiting(charge, emitter));
                    writeIfIdle();
                });
    }

    private void writeIfIdle() {
        if (waiting.isEmpty() || !writing.compareAndSet(false, true)) {
            return;
        }
        List<Waiting> batch = next();
        if (batch.isEmpty()) {
            done();
            return;
        }
        tables.charge(once(batch), plans::of)
                .subscribe()
                .with(known -> written(batch, known), failure -> failed(batch, failure));
    }

    private List<Waiting> next() {
        List<Waiting> batch = new ArrayList<>();
        for (Waiting each = waiting.poll();
                each != null;
                each = batch.size() < AT_MOST ? waiting.poll() : null) {
            batch.add(each);
        }
        return batch;
    }

    /// A payment that is asked for twice at once is written once; in one order, so that no two instances wait for each other.
    private static List<ChargeRow> once(List<Waiting> batch) {
        var byPayment = new TreeMap<UUID, ChargeRow>();
        batch.forEach(each -> byPayment.putIfAbsent(each.charge().payment(), each.charge()));
        return List.copyOf(byPayment.values());
    }

    private void written(List<Waiting> batch, List<ChargeRow> known) {
        done();
        var byPayment =
                known.stream().collect(Collectors.toMap(ChargeRow::payment, Function.identity()));
        batch.forEach(each -> answer(each, byPayment));
    }

    private static void answer(Waiting each, Map<UUID, ChargeRow> byPayment) {
        ChargeRow known = byPayment.get(each.charge().payment());
        if (known == null) {
            each.emitter().fail(new IllegalStateException("a charge was written and is not there"));
        } else {
            each.emitter().complete(known);
        }
    }

    private void failed(List<Waiting> batch, Throwable failure) {
        done();
        batch.forEach(each -> each.emitter().fail(failure));
    }

    private void done() {
        writing.set(false);
        writeIfIdle();
    }
}
