package dev.cinestream.eventsourcing.status;

import dev.cinestream.eventsourcing.log.LogLayout;
import dev.cinestream.eventsourcing.log.TopicDeclaration;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/// What the Kafka cluster says about itself. Every question is answered or fails within seconds; no thread waits.
@ApplicationScoped
public class Broker {

    private static final Duration AT_MOST = Duration.ofSeconds(3);

    private final Admin admin;
    private final LogLayout layout;

    public Broker(Admin admin, LogLayout layout) {
        this.admin = admin;
        this.layout = layout;
    }

    /// The brokers that are up, by id.
    public Uni<Set<Integer>> nodes() {
        return ask(client -> client.describeCluster().nodes())
                .map(nodes -> {
                    Set<Integer> ids = new TreeSet<>();
                    nodes.forEach(node -> ids.add(node.id()));
                    return ids;
                });
    }

    /// What is wrong with the declared topics: missing, of another size, or with partitions that nobody leads.
    public Uni<List<String>> topicsNotAsDeclared() {
        return Uni.join()
                .all(layout.topics().stream().map(this::flawsOf).toList())
                .andFailFast()
                .map(flaws -> flaws.stream().flatMap(List::stream).toList());
    }

    private Uni<List<String>> flawsOf(TopicDeclaration declared) {
        return ask(client -> client.describeTopics(List.of(declared.name())).allTopicNames())
                .map(found -> flaws(declared, found.get(declared.name())))
                .onFailure(UnknownTopicOrPartitionException.class)
                .recoverWithItem(List.of(declared.name() + " is missing"));
    }

    private static List<String> flaws(TopicDeclaration declared, @Nullable TopicDescription found) {
        if (found == null) {
            return List.of(declared.name() + " is missing");
        }
        List<String> flaws = new ArrayList<>();
        if (found.partitions().size() != declared.partitions()) {
            flaws.add(
                    "%s has %d partitions, declared are %d"
                            .formatted(
                                    declared.name(),
                                    found.partitions().size(),
                                    declared.partitions()));
        }
        found.partitions().stream()
                .filter(partition -> partition.leader() == null || partition.leader().isEmpty())
                .forEach(partition ->
                        flaws.add(
                                declared.name() + "/" + partition.partition() + " has no leader"));
        return flaws;
    }

    <T> Uni<T> ask(Function<Admin, KafkaFuture<T>> question) {
        return Uni.createFrom()
                .completionStage(() -> question.apply(admin).toCompletionStage())
                .onFailure(ExecutionException.class)
                .transform(failure -> failure.getCause() == null ? failure : failure.getCause())
                .ifNoItem()
                .after(AT_MOST)
                .fail();
    }
}
