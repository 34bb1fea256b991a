package dev.cinestream.webhook.delivery;

import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandContext;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.webhook.WebhookModule;
import dev.cinestream.webhook.adapter.DeliveryTable;
import dev.cinestream.webhook.adapter.DeliveryTable.Taken;
import dev.cinestream.webhook.delivery.Delivery.State;
import dev.cinestream.webhook.endpoint.EndpointCommand.DisableEndpoint;
import dev.cinestream.webhook.endpoint.EndpointEvent.Why;
import dev.cinestream.webhook.endpoint.EndpointState.Known;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Sends what is due, some at a time. An attempt that dies with its instance is made again by another: receivers know a
/// repetition by its id.
@ApplicationScoped
public class Deliveries {

    private static final Logger LOG = Logger.getLogger(Deliveries.class);
    private static final int OF_EACH_ENDPOINT = 8;
    private static final int AT_ONCE = 32;
    private static final int GONE = 410;
    private static final Duration FORGET_EVERY = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofDays(30);

    private final DeliveryTable table;
    private final CommandBus bus;
    private final Sender sender;
    private final WebhookConfig config;
    private @Nullable Cancellable sending;
    private @Nullable Cancellable forgetting;

    Deliveries(DeliveryTable table, CommandBus bus, Sender sender, WebhookConfig config) {
        this.table = table;
        this.bus = bus;
        this.sender = sender;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        sending = every(config.every(), this::sendDue, "webhooks are sent no more");
        forgetting =
                every(FORGET_EVERY, () -> table.forget(KEPT), "old deliveries pile up from now on");
    }

    private static Cancellable every(Duration pause, Supplier<Uni<Void>> work, String end) {
        return Multi.createFrom()
                .ticks()
                .startingAfter(pause)
                .every(pause)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(_ -> orWarn(work.get()))
                .subscribe()
                .with(_ -> {}, failure -> LOG.error(end, failure));
    }

    private static Uni<Void> orWarn(Uni<Void> work) {
        return work.onFailure()
                .invoke(failure -> LOG.warnf("webhooks are looked at again: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    void stop(@Observes ShutdownEvent event) {
        if (sending != null) {
            sending.cancel();
        }
        if (forgetting != null) {
            forgetting.cancel();
        }
    }

    private Uni<Void> sendDue() {
        return table.take(OF_EACH_ENDPOINT, config.timeout().multipliedBy(4))
                .chain(due -> due.isEmpty() ? nothing() : sendAll(due).chain(this::sendDue));
    }

    private Uni<Void> sendAll(List<Taken> due) {
        return Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUni(this::send)
                .merge(AT_ONCE)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> send(Taken delivery) {
        return bus.head(WebhookModule.ENDPOINT, delivery.endpoint())
                .chain(head ->
                        head != null && head.state() instanceof Known endpoint
                                ? send(delivery, endpoint)
                                : table.settle(
                                        delivery.id(),
                                        State.FAILED,
                                        null,
                                        "endpoint-removed",
                                        null));
    }

    private Uni<Void> send(Taken delivery, Known endpoint) {
        return sender.post(endpoint, delivery.message())
                .map(Answer::new)
                .onFailure()
                .recoverWithItem(Answer::none)
                .chain(answer -> settle(delivery, answer));
    }

    private record Answer(@Nullable Integer status, @Nullable String error) {
        Answer(int status) {
            this(status, null);
        }

        static Answer none(Throwable failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            String message = cause.getMessage();
            return new Answer(null, message == null ? cause.getClass().getSimpleName() : message);
        }

        boolean isTaken() {
            return status != null && status >= 200 && status < 300;
        }

        boolean isGone() {
            return status != null && status == GONE;
        }
    }

    private Uni<Void> settle(Taken delivery, Answer answer) {
        if (answer.isTaken()) {
            return table.settle(delivery.id(), State.DELIVERED, answer.status(), null, null);
        }
        List<Duration> pauses = config.pauses();
        boolean last = answer.isGone() || delivery.attempts() > pauses.size();
        return table.settle(
                        delivery.id(),
                        last ? State.FAILED : State.PENDING,
                        answer.status(),
                        answer.error(),
                        last ? null : pauses.get(delivery.attempts() - 1))
                .chain(() -> answer.isGone() ? disable(delivery) : nothing());
    }

    private Uni<Void> disable(Taken delivery) {
        String id = "system:webhooks:" + delivery.id();
        return bus.execute(
                        WebhookModule.ENDPOINT,
                        delivery.endpoint(),
                        new DisableEndpoint(Why.GONE),
                        new CommandContext(
                                id,
                                "",
                                null,
                                "system:webhooks",
                                delivery.id().toString(),
                                delivery.message().event().toString(),
                                "it answered 410 Gone",
                                null,
                                Durability.COMMIT))
                .replaceWithVoid();
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
