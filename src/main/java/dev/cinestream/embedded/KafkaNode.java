package dev.cinestream.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What one Kafka server of a development cluster is told: who it is, where its data lies, who votes.
///
/// @param id its node id
/// @param port of its broker listener
/// @param voters every node's controller port, this one's included
record KafkaNode(int id, Path folder, int port, List<Voter> voters) {
    static final String CONTROLLER = "CONTROLLER";

    /// A node that takes part in the metadata quorum.
    record Voter(int id, int controllerPort) {}

    /// The only node of its cluster. The controller's port is a new one each time: nobody else needs to know it.
    static KafkaNode single(Path folder, int port) {
        return new KafkaNode(1, folder, port, List.of(new Voter(1, Ports.free())));
    }

    String listener() {
        return "127.0.0.1:" + port;
    }

    /// The server's properties. With three nodes they are as in production: three replicas, two of them in sync.
    Map<String, String> settings() {
        var replicas = Integer.toString(Math.min(3, voters.size()));
        var inSync = voters.size() >= 3 ? "2" : "1";
        var settings = new HashMap<String, String>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(id));
        settings.put("controller.quorum.voters", quorum());
        settings.put("controller.listener.names", CONTROLLER);
        settings.put(
                "listeners",
                "BROKER://" + listener() + "," + CONTROLLER + "://127.0.0.1:" + controllerPort());
        settings.put("advertised.listeners", "BROKER://" + listener());
        settings.put("inter.broker.listener.name", "BROKER");
        settings.put(
                "listener.security.protocol.map", "BROKER:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        settings.put("log.dirs", folder.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("default.replication.factor", replicas);
        settings.put("min.insync.replicas", inSync);

        for (var internal :
                List.of(
                        "offsets.topic",
                        "transaction.state.log",
                        "share.coordinator.state.topic")) {
            settings.put(internal + ".replication.factor", replicas);
            settings.put(internal + ".num.partitions", "4");
        }
        settings.put("transaction.state.log.min.isr", inSync);
        settings.put("share.coordinator.state.topic.min.isr", inSync);

        // Takeovers are quick: a member that says nothing for 4 s is out.
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.min.session.timeout.ms", "3000");
        settings.put("group.consumer.min.session.timeout.ms", "3000");
        settings.put("group.consumer.session.timeout.ms", "4000");
        settings.put("group.consumer.min.heartbeat.interval.ms", "500");
        settings.put("group.consumer.heartbeat.interval.ms", "1000");
        settings.put("broker.session.timeout.ms", "6000");

        // A server for one machine's worth of work.
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        settings.put("log.segment.bytes", "67108864");
        settings.put("log.index.size.max.bytes", "2097152");
        settings.put("metadata.log.segment.bytes", "16777216");
        settings.put("metadata.log.max.record.bytes.between.snapshots", "4194304");
        return settings;
    }

    private String quorum() {
        return voters.stream()
                .map(voter -> voter.id() + "@127.0.0.1:" + voter.controllerPort())
                .collect(Collectors.joining(","));
    }

    private int controllerPort() {
        return voters.stream()
                .filter(voter -> voter.id() == id)
                .mapToInt(Voter::controllerPort)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("node " + id + " is no voter of " + voters));
    }
}
