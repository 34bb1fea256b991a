package dev.cinestream.bench;

import dev.cinestream.EmbeddedParts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;
import org.postgresql.copy.PGCopyOutputStream;

/// A consumer that reads the topic and copies a row for each record into a table without indexes: the very rows that the
/// projection made, so it decodes and works out nothing.
final class RawCopy implements AutoCloseable {

    private static final String TABLE = "bench_title";
    private static final Duration SILENT_AT_MOST = Duration.ofSeconds(30);

    private final String topic;
    private final int partitions;
    private final Path rows;

    /// @param from the table whose rows are copied
    RawCopy(String topic, int partitions, String from) throws SQLException, IOException {
        this.topic = topic;
        this.partitions = partitions;
        this.rows = Files.createTempFile("bench-rows", ".copy");
        try (Connection connection = EmbeddedParts.connect();
                Statement statement = connection.createStatement();
                OutputStream out = Files.newOutputStream(rows)) {
            statement.execute("drop table if exists " + TABLE);
            statement.execute("create table " + TABLE + " (like " + from + ")");
            try (var in =
                    new PGCopyInputStream(
                            connection.unwrap(PGConnection.class), "copy " + from + " to stdout")) {
                in.transferTo(out);
            }
        }
    }

    /// Records a second, until all are committed.
    double perSecond() throws SQLException, IOException {
        try (var consumer =
                        new KafkaConsumer<>(
                                Map.of(
                                        "bootstrap.servers",
                                        EmbeddedParts.kafkaBootstrap(),
                                        "max.poll.records",
                                        5_000,
                                        "max.partition.fetch.bytes",
                                        4 << 20,
                                        "fetch.max.bytes",
                                        16 << 20),
                                new ByteArrayDeserializer(),
                                new ByteArrayDeserializer());
                Connection connection = EmbeddedParts.connect();
                Statement statement = connection.createStatement();
                InputStream in = Files.newInputStream(rows)) {
            statement.execute("truncate " + TABLE);
            List<TopicPartition> all =
                    IntStream.range(0, partitions)
                            .mapToObj(partition -> new TopicPartition(topic, partition))
                            .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            long total =
                    consumer.endOffsets(all).values().stream().mapToLong(Long::longValue).sum();
            long started = System.nanoTime();
            copy(consumer, connection, in, total);
            return total * 1e9 / (System.nanoTime() - started);
        }
    }

    private static void copy(
            KafkaConsumer<byte[], byte[]> consumer,
            Connection connection,
            InputStream rows,
            long total)
            throws SQLException, IOException {
        try (var out =
                new PGCopyOutputStream(
                        connection.unwrap(PGConnection.class),
                        "copy " + TABLE + " from stdin",
                        1 << 20)) {
            var lines = new Lines(rows);
            long heard = System.nanoTime();
            for (long read = 0; read < total; ) {
                int polled = consumer.poll(Duration.ofMillis(250)).count();
                lines.copy(polled, out);
                read += polled;
                heard = polled > 0 ? System.nanoTime() : heard;
                if (System.nanoTime() - heard > SILENT_AT_MOST.toNanos()) {
                    throw new IllegalStateException(
                            "only %,d of %,d records came".formatted(read, total));
                }
            }
        }
    }

    /// The dumped rows, a line each; scanned in large pieces, so that reading them costs next to nothing.
    private static final class Lines {

        private final InputStream in;
        private final byte[] piece = new byte[1 << 20];
        private int at;
        private int end;

        Lines(InputStream in) {
            this.in = in;
        }

        /// Fewer when the topic has more events than the table has rows.
        void copy(int count, OutputStream out) throws IOException {
            int left = count;
            while (left > 0 && fill()) {
                int from = at;
                while (at < end && left > 0) {
                    if (piece[at++] == '\n') {
                        left--;
                    }
                }
                out.write(piece, from, at - from);
            }
        }

        private boolean fill() throws IOException {
            if (at == end) {
                at = 0;
                end = Math.max(0, in.read(piece));
            }
            return end > 0;
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(rows);
    }
}
