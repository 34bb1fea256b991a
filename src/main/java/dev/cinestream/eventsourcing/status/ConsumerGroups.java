package dev.cinestream.eventsourcing.status;

import dev.cinestream.eventsourcing.status.ConsumerGroup.Partition;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// All consumer groups of the cluster with their lag by partition: four questions to Kafka, whatever their number.
@ApplicationScoped
public class ConsumerGroups {

    private final Broker broker;

    public ConsumerGroups(Broker broker) {
        this.broker = broker;
    }

    public Uni<List<ConsumerGroup>> all() {
        return broker.ask(admin -> admin.listGroups(ListGroupsOptions.forConsumerGroups()).all())
                .map(ConsumerGroups::names)
                .chain(names ->
                        names.isEmpty() ? Uni.createFrom().item(List.of()) : described(names));
    }

    private Uni<List<ConsumerGroup>> described(Set<String> names) {
        Map<String, ListConsumerGroupOffsetsSpec> everything =
                names.stream()
                        .collect(
                                Collectors.toMap(
                                        Function.identity(),
                                        _ -> new ListConsumerGroupOffsetsSpec()));
        return Uni.combine()
                .all()
                .unis(
                        broker.ask(admin -> admin.describeConsumerGroups(names).all()),
                        broker.ask(admin -> admin.listConsumerGroupOffsets(everything).all()))
                .asTuple()
                .chain(both ->
                        ends(both.getItem1(), both.getItem2())
                                .map(ends -> groups(both.getItem1(), both.getItem2(), ends)));
    }

    private Uni<Map<TopicPartition, ListOffsetsResultInfo>> ends(
            Map<String, ConsumerGroupDescription> groups,
            Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets) {
        Set<TopicPartition> all = new HashSet<>();
        offsets.values().forEach(ofGroup -> all.addAll(ofGroup.keySet()));
        groups.values().forEach(group -> all.addAll(readers(group).keySet()));
        return broker.ask(admin ->
                admin.listOffsets(
                                all.stream()
                                        .collect(
                                                Collectors.toMap(
                                                        Function.identity(),
                                                        _ -> OffsetSpec.latest())))
                        .all());
    }

    private static List<ConsumerGroup> groups(
            Map<String, ConsumerGroupDescription> groups,
            Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets,
            Map<TopicPartition, ListOffsetsResultInfo> ends) {
        return new TreeMap<>(groups)
                .values().stream()
                        .map(group ->
                                new ConsumerGroup(
                                        group.groupId(),
                                        group.groupState().name(),
                                        partitions(
                                                readers(group),
                                                offsets.getOrDefault(group.groupId(), Map.of()),
                                                ends)))
                        .toList();
    }

    private static List<Partition> partitions(
            Map<TopicPartition, String> readers,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            Map<TopicPartition, ListOffsetsResultInfo> ends) {
        Set<TopicPartition> all = new HashSet<>(readers.keySet());
        all.addAll(offsets.keySet());
        return all.stream()
                .map(at -> {
                    OffsetAndMetadata next = offsets.get(at);
                    ListOffsetsResultInfo end = ends.get(at);
                    return new Partition(
                            at.topic(),
                            at.partition(),
                            next == null ? null : next.offset(),
                            end == null ? 0 : end.offset(),
                            readers.get(at));
                })
                .sorted(
                        Comparator.comparing(Partition::topic)
                                .thenComparingInt(Partition::partition))
                .toList();
    }

    private static Map<TopicPartition, String> readers(ConsumerGroupDescription group) {
        Map<TopicPartition, String> readers = new HashMap<>();
        group.members()
                .forEach(member ->
                        member.assignment()
                                .topicPartitions()
                                .forEach(at -> readers.put(at, member.clientId())));
        return readers;
    }

    private static Set<String> names(Collection<GroupListing> listed) {
        return listed.stream().map(GroupListing::groupId).collect(Collectors.toSet());
    }
}
