package dev.cinestream.eventsourcing.log;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/// Makes the declared topics exist, and refuses to run on topics that are not as declared: a silent change of a log of
/// record is how events get lost.
@ApplicationScoped
public class Topics {

    private static final long AT_MOST_SECONDS = 30;

    private final Map<String, Object> kafka;

    public Topics(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.keySet().removeIf(key -> key.startsWith("group."));
    }

    /// Blocks; for the start.
    ///
    /// @throws IllegalStateException that says what differs and what would be right
    public void createAndCheck(Collection<TopicDeclaration> declared) throws InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            create(admin, declared);
            List<String> differences = differences(admin, declared);
            if (!differences.isEmpty()) {
                throw new IllegalStateException(
                        "Kafka topics are not as declared; change the topics or the declaration:\n  "
                                + String.join("\n  ", differences));
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "Kafka at " + kafka.get("bootstrap.servers") + " cannot be asked about topics",
                    e);
        }
    }

    private static void create(Admin admin, Collection<TopicDeclaration> declared)
            throws InterruptedException, ExecutionException, TimeoutException {
        Set<String> there = admin.listTopics().names().get(AT_MOST_SECONDS, TimeUnit.SECONDS);
        List<NewTopic> missing =
                declared.stream()
                        .filter(topic -> !there.contains(topic.name()))
                        .map(topic ->
                                new NewTopic(
                                                topic.name(),
                                                topic.partitions(),
                                                topic.replicationFactor())
                                        .configs(topic.settings()))
                        .toList();
        for (var creation : admin.createTopics(missing).values().values()) {
            try {
                creation.get(AT_MOST_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause()
                        instanceof TopicExistsException)) { // another instance was faster
                    throw e;
                }
            }
        }
        awaitLeaders(admin, missing);
    }

    /// A partition that has just been created may refuse a producer's first batch and take its second: out of order, for
    /// ever. One whose leader tells its end takes both.
    private static void awaitLeaders(Admin admin, Collection<NewTopic> created)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (NewTopic topic : created) {
            for (int partition = 0; partition < topic.numPartitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        admin.listOffsets(ends).all().get(AT_MOST_SECONDS, TimeUnit.SECONDS);
    }

    private static List<String> differences(Admin admin, Collection<TopicDeclaration> declared)
            throws InterruptedException, ExecutionException, TimeoutException {
        Set<String> names =
                declared.stream().map(TopicDeclaration::name).collect(Collectors.toSet());
        Map<String, TopicDescription> descriptions =
                admin.describeTopics(names).allTopicNames().get(AT_MOST_SECONDS, TimeUnit.SECONDS);
        Map<ConfigResource, Config> configs =
                admin.describeConfigs(
                                names.stream()
                                        .map(name ->
                                                new ConfigResource(ConfigResource.Type.TOPIC, name))
                                        .toList())
                        .all()
                        .get(AT_MOST_SECONDS, TimeUnit.SECONDS);
        List<String> differences = new ArrayList<>();
        for (TopicDeclaration topic : declared) {
            TopicDescription is = descriptions.get(topic.name());
            Config config =
                    configs.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
            if (is == null || config == null) {
                differences.add(topic.name() + " is missing");
                continue;
            }
            compare(
                    differences,
                    topic.name() + " partitions",
                    topic.partitions(),
                    is.partitions().size());
            compare(
                    differences,
                    topic.name() + " replication factor",
                    topic.replicationFactor(),
                    is.partitions().getFirst().replicas().size());
            topic.settings()
                    .forEach((key, value) -> {
                        ConfigEntry entry = config.get(key);
                        compare(
                                differences,
                                topic.name() + " " + key,
                                value,
                                entry == null ? "unset" : entry.value());
                    });
        }
        return differences;
    }

    private static void compare(List<String> differences, String what, Object declared, Object is) {
        if (!declared.toString().equals(is.toString())) {
            differences.add(what + ": declared " + declared + ", is " + is);
        }
    }
}
