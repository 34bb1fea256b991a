package dev.cinestream.billing.payment.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cinestream.billing.payment.HttpExchange;
import dev.cinestream.billing.payment.NoticeSignature;
import dev.cinestream.billing.payment.PaymentConfig;
import dev.cinestream.billing.payment.PaymentConfig.Notices;
import dev.cinestream.billing.payment.adapter.SimulatorNoticeTable;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.http.HttpMethod;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Delivers the simulator's notices to our endpoint, over HTTP and signed as Stripe signs them. What was not taken is
/// delivered again later.
@ApplicationScoped
public class SimulatorNotices {

    private static final Logger LOG = Logger.getLogger(SimulatorNotices.class);
    private static final int AFTER_REACTIONS = 12;
    private static final Duration EVERY = Duration.ofMillis(250);
    private static final int A_LOOK = 256;
    private static final int AT_ONCE = 16;

    private final SimulatorNoticeTable table;
    private final HttpExchange http;
    private final PaymentConfig.Simulator settings;
    private final Config config;
    private final boolean wanted;
    private @Nullable Cancellable delivering;

    SimulatorNotices(
            SimulatorNoticeTable table, HttpExchange http, PaymentConfig payment, Config config) {
        this.table = table;
        this.http = http;
        this.settings = payment.simulator();
        this.config = config;
        this.wanted =
                payment.provider().equals(PaymentSimulator.NAME)
                        && settings.notices() != Notices.NONE;
    }

    void start(@Observes @Priority(AFTER_REACTIONS) StartupEvent event) {
        Optional<String> secret = settings.noticeSecrets().map(List::getFirst);
        if (!wanted || secret.isEmpty()) {
            return;
        }
        delivering =
                Multi.createFrom()
                        .ticks()
                        .startingAfter(EVERY)
                        .every(EVERY)
                        .onOverflow()
                        .drop()
                        .onItem()
                        .transformToUniAndConcatenate(_ -> look(secret.get()))
                        .subscribe()
                        .with(_ -> {}, e -> LOG.error("the simulator sends no more notices", e));
    }

    void stop(@Observes ShutdownEvent event) {
        if (delivering != null) {
            delivering.cancel();
        }
    }

    private Uni<Void> look(String secret) {
        return table.due(A_LOOK)
                .chain(due -> due.isEmpty() ? nothing() : deliver(due, secret))
                .onFailure()
                .invoke(e -> LOG.debugf("the simulator's notices are looked at again: %s", e))
                .onFailure()
                .recoverWithNull();
    }

    private record Delivery(long id, boolean taken) {}

    private Uni<Void> deliver(List<NoticeRow> due, String secret) {
        return Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUni(notice ->
                        isTaken(notice, secret).map(taken -> new Delivery(notice.id(), taken)))
                .merge(AT_ONCE)
                .collect()
                .asList()
                .chain(all ->
                        table.delivered(ids(all, true)).chain(() -> table.putOff(ids(all, false))));
    }

    private static List<Long> ids(List<Delivery> all, boolean taken) {
        return all.stream().filter(each -> each.taken() == taken).map(Delivery::id).toList();
    }

    private Uni<Boolean> isTaken(NoticeRow notice, String secret) {
        String signature = NoticeSignature.of(notice.body().getBytes(UTF_8), secret, Instant.now());
        return http.send(
                        HttpMethod.POST,
                        url(),
                        Map.of(
                                NoticeSignature.HEADER,
                                signature,
                                "Content-Type",
                                "application/json"),
                        notice.body())
                .map(answer -> answer.status() / 100 == 2)
                .onFailure()
                .recoverWithItem(false);
    }

    /// The port is known once the server listens.
    private String url() {
        return settings.noticesUrl()
                .orElseGet(() -> {
                    String port =
                            LaunchMode.current() == LaunchMode.TEST
                                    ? "quarkus.http.test-port"
                                    : "quarkus.http.port";
                    return "http://127.0.0.1:"
                            + config.getValue(port, Integer.class)
                            + "/v1/payment-notices/simulator";
                });
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
