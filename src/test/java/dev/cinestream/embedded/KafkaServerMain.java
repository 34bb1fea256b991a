package dev.cinestream.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/// One Kafka server as a program. Says `ready` on its standard output when it is, and ends when its standard input does:
/// with the JVM that started it, however that ended.
final class KafkaServerMain {
    static final String READY = "ready";

    private KafkaServerMain() {}

    /// @param arguments node id, data folder, broker port, then `<id>:<controller port>` of every voter
    public static void main(String[] arguments) throws IOException {
        var voters =
                Arrays.stream(arguments)
                        .skip(3)
                        .map(voter -> voter.split(":", -1))
                        .map(parts ->
                                new KafkaNode.Voter(
                                        Integer.parseInt(parts[0]), Integer.parseInt(parts[1])))
                        .toList();
        var node =
                new KafkaNode(
                        Integer.parseInt(arguments[0]),
                        Path.of(arguments[1]),
                        Integer.parseInt(arguments[2]),
                        voters);
        try (var _ = EmbeddedKafka.start(node)) {
            System.out.println(READY);
            awaitEndOfInput();
        }
    }

    private static void awaitEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // Whatever it is, it is not the end.
        }
    }
}
