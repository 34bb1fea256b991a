package dev.cinestream.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A Kafka cluster of one or more servers, each in a process of its own.
public final class KafkaProcesses implements AutoCloseable {
    private final List<KafkaNode> nodes;
    private final List<KafkaProcess> processes;

    private KafkaProcesses(List<KafkaNode> nodes) {
        this.nodes = nodes;
        this.processes = nodes.stream().map(KafkaProcess::begin).toList();
    }

    /// @param size 1, or 3 for three replicas of which two are in sync
    public static KafkaProcesses start(Path folder, int size) {
        var voters =
                IntStream.rangeClosed(1, size)
                        .mapToObj(id -> new KafkaNode.Voter(id, Ports.free()))
                        .toList();
        var nodes =
                voters.stream()
                        .map(voter ->
                                new KafkaNode(
                                        voter.id(),
                                        folder.resolve("kafka-" + voter.id()).toAbsolutePath(),
                                        Ports.free(),
                                        voters))
                        .toList();
        var cluster = new KafkaProcesses(nodes);
        try {
            cluster.processes.forEach(KafkaProcess::awaitReady);
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    public String bootstrapServers() {
        return nodes.stream().map(KafkaNode::listener).collect(Collectors.joining(","));
    }

    /// Server 0, 1, …
    public ServerProcess server(int index) {
        return processes.get(index);
    }

    public int size() {
        return processes.size();
    }

    @Override
    public void close() {
        processes.forEach(KafkaProcess::close);
    }
}
