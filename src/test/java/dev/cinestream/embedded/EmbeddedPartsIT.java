package dev.cinestream.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the crash test (CS-7) stands on: servers that can be killed and paused, and that keep what they acknowledged.
@Timeout(120)
class EmbeddedPartsIT {
    private static final TopicPartition PARTITION = new TopicPartition("kept", 0);

    @TempDir Path folder;

    @Test
    void a_killed_broker_still_has_the_record_it_acknowledged() throws Exception {
        try (var kafka = KafkaProcesses.start(folder, 1)) {
            createTopic(kafka.bootstrapServers(), 1);
            send(kafka.bootstrapServers(), "before");

            kafka.server(0).kill9();
            kafka.server(0).restart();

            assertThat(records(kafka.bootstrapServers(), 1)).containsExactly("before");
        }
    }

    @Test
    void three_brokers_go_on_when_one_is_killed() throws Exception {
        try (var kafka = KafkaProcesses.start(folder, 3)) {
            createTopic(kafka.bootstrapServers(), 3);
            send(kafka.bootstrapServers(), "before");

            kafka.server(1).kill9();
            send(kafka.bootstrapServers(), "meanwhile");
            kafka.server(1).restart();

            assertThat(records(kafka.bootstrapServers(), 2)).containsExactly("before", "meanwhile");
        }
    }

    @Test
    void a_killed_database_still_has_what_it_committed() throws Exception {
        try (var postgres = PostgresProcess.start(folder)) {
            try (var connection = connect(postgres)) {
                connection.createStatement().execute("CREATE TABLE kept AS SELECT 42 AS answer");
            }

            postgres.kill9();
            assertThatThrownBy(() -> connect(postgres)).isInstanceOf(SQLException.class);
            postgres.restart();

            assertThat(answer(postgres)).isEqualTo(42);
        }
    }

    @Test
    void a_paused_database_answers_when_it_goes_on() throws Exception {
        try (var postgres = PostgresProcess.start(folder)) {
            postgres.pause();
            assertThatThrownBy(() ->
                            DriverManager.getConnection(
                                    postgres.jdbcUrl() + "?loginTimeout=1&connectTimeout=1",
                                    EmbeddedDatabase.USER,
                                    EmbeddedDatabase.PASSWORD))
                    .isInstanceOf(SQLException.class);

            postgres.resume();

            try (var connection = connect(postgres)) {
                assertThat(connection.isValid(5)).isTrue();
            }
        }
    }

    @Test
    void a_taken_port_is_named_with_the_property_that_chooses_another() throws Exception {
        var port = Ports.free();
        try (var taken =
                new java.net.ServerSocket(port, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> RealParts.start(folder, taken.getLocalPort(), 0))
                    .hasMessageContaining("Port " + port)
                    .hasMessageContaining("the embedded Kafka")
                    .hasMessageContaining("-Dcinestream.dev.kafka.port=");
        }
    }

    @Test
    void a_data_folder_belongs_to_one_run() {
        try (var _ = RealParts.start(folder, 0, 0)) {
            assertThatThrownBy(() -> RealParts.start(folder, 0, 0))
                    .hasMessageContaining("another run uses");
        }
    }

    private static void createTopic(String servers, int replicas) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) replicas)))
                    .all()
                    .get(30, SECONDS);
        }
    }

    private static void send(String servers, String value) throws Exception {
        var settings = Map.<String, Object>of("bootstrap.servers", servers, "acks", "all");
        try (var producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(PARTITION.topic(), "key", value)).get(30, SECONDS);
        }
    }

    private static List<String> records(String servers, int count) {
        var found = new ArrayList<String>();
        var settings = Map.<String, Object>of("bootstrap.servers", servers);
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            while (found.size() < count) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> found.add(record.value()));
            }
        }
        return found;
    }

    private static int answer(PostgresProcess postgres) throws SQLException {
        try (var connection = connect(postgres);
                var row = connection.createStatement().executeQuery("SELECT answer FROM kept")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static Connection connect(PostgresProcess postgres) throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(), EmbeddedDatabase.USER, EmbeddedDatabase.PASSWORD);
    }
}
