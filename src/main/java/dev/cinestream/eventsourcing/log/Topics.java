package dev.cinestream.eventsourcing.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
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
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Makes the declared topics exist, and refuses to run on topics that are not as declared: a silent change of a log of
/// record is how events get lost.
@ApplicationScoped
public class Topics {

    private static final Logger LOG = Logger.getLogger(Topics.class);
    private static final Duration AN_ANSWER_AT_MOST = Duration.ofSeconds(30);
    private static final Duration ALL_AT_MOST = Duration.ofMinutes(2);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final Admin admin;

    public Topics(Admin admin) {
        this.admin = admin;
    }

    /// Blocks; for the start. A broker that is itself starting, or busy, is asked again for two minutes.
    ///
    /// @throws IllegalStateException that says what differs and what would be right
    public void createAndCheck(Collection<TopicDeclaration> declared) throws InterruptedException {
        Instant until = Instant.now().plus(ALL_AT_MOST);
        List<String> differences = null;
        while (differences == null) {
            try {
                create(declared);
                differences = differences(declared);
            } catch (ExecutionException | TimeoutException e) {
                Throwable why = e instanceof ExecutionException ? e.getCause() : e;
                if (!passes(why) || Instant.now().isAfter(until)) {
                    throw new IllegalStateException(
                            "Kafka (kafka.bootstrap.servers) cannot be asked about its topics: "
                                    + why,
                            e);
                }
                LOG.warnf("Kafka is asked about its topics again: %s", why);
                Thread.sleep(BETWEEN_TRIES);
            }
        }
        if (!differences.isEmpty()) {
            throw new IllegalStateException(
                    "Kafka topics are not as declared; change the topics or the declaration:\n  "
                            + String.join("\n  ", differences));
        }
    }

    private static boolean passes(@Nullable Throwable why) {
        return why instanceof RetriableException || why instanceof TimeoutException;
    }

    private static <T> T answer(KafkaFuture<T> question)
            throws InterruptedException, ExecutionException, TimeoutException {
        return question.get(AN_ANSWER_AT_MOST.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void create(Collection<TopicDeclaration> declared)
            throws InterruptedException, ExecutionException, TimeoutException {
        Set<String> there = answer(admin.listTopics().names());
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
                answer(creation);
            } catch (ExecutionException e) {
                if (!(e.getCause()
                        instanceof TopicExistsException)) { // another instance was faster
                    throw e;
                }
            }
        }
        awaitLeaders(missing);
    }

    /// A partition that has just been created may refuse a producer's first batch and take its second: out of order, for
    /// ever. One whose leader tells its end takes both.
    private void awaitLeaders(Collection<NewTopic> created)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (NewTopic topic : created) {
            for (int partition = 0; partition < topic.numPartitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        answer(admin.listOffsets(ends).all());
    }

    private List<String> differences(Collection<TopicDeclaration> declared)
            throws InterruptedException, ExecutionException, TimeoutException {
        Set<String> names =
                declared.stream().map(TopicDeclaration::name).collect(Collectors.toSet());
        Map<String, TopicDescription> descriptions =
                answer(admin.describeTopics(names).allTopicNames());
        Map<ConfigResource, Config> configs =
                answer(
                        admin.describeConfigs(
                                        names.stream()
                                                .map(name ->
                                                        new ConfigResource(
                                                                ConfigResource.Type.TOPIC, name))
                                                .toList())
                                .all());
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
