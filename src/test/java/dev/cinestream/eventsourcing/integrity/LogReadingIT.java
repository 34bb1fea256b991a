package dev.cinestream.eventsourcing.integrity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.integrity.LaneState.Place;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/// A lane is read in its order, wherever its events lie (CS-7, CS-9). Here a record is but a sequence of one lane.
class LogReadingIT {

    private static final Map<String, Object> KAFKA =
            Map.of("bootstrap.servers", EmbeddedParts.kafkaBootstrap());

    private final LaneState lane = new LaneState(true);

    @Test
    void a_lane_that_moved_when_its_topic_grew_is_read_in_order() throws Exception {
        created("grown", 2);
        send("grown", 1, 1, 3_000);
        grow("grown", 3);
        send("grown", 0, 3_001, 3_010); // moved down
        send("grown", 2, 3_011, 6_000); // and up

        read("grown");
        assertThat(lane.last()).isEqualTo(6_000);
        assertThat(lane.holes()).isEmpty();
        assertThat(lane.events()).isEqualTo(6_000);
    }

    @Test
    void a_hole_is_gone_over_when_no_partition_can_fill_it() throws Exception {
        created("holed", 3);
        send("holed", 0, 1, 10);
        send("holed", 1, 21, 30);
        send("holed", 2, 41, 50);

        read("holed");
        assertThat(lane.holes()).isEqualTo(Map.of(11L, 20L, 31L, 40L));
    }

    @Test
    void an_empty_topic_is_read_at_once() throws Exception {
        created("empty", 2);

        try (var reading = new LogReading(KAFKA, List.of("empty"))) {
            assertThat(reading.isDone()).isTrue();
            assertThat(reading.total()).isZero();
        }
    }

    private void read(String topic) {
        try (var reading = new LogReading(KAFKA, List.of(topic))) {
            while (!reading.isDone()) {
                reading.next().forEach((_, records) -> read(reading, records));
            }
            assertThat(reading.done()).isEqualTo(reading.total());
        }
    }

    private void read(LogReading reading, List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> each : records) {
            var partition = new TopicPartition(each.topic(), each.partition());
            long sequence = Long.parseLong(new String(each.value(), UTF_8));
            if (lane.placeOf(sequence) == Place.AHEAD && !reading.isLastHope(partition)) {
                reading.hold(partition, each.offset());
                return;
            }
            assertThat(lane.placeOf(sequence)).isIn(Place.NEXT, Place.AHEAD);
            lane.moveTo(sequence);
        }
    }

    private static void created(String topic, int partitions)
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(KAFKA)) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
        }
    }

    private static void grow(String topic, int partitions)
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(KAFKA)) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all().get();
        }
    }

    private static void send(String topic, int partition, long first, long last) {
        try (var producer =
                new KafkaProducer<>(KAFKA, new ByteArraySerializer(), new ByteArraySerializer())) {
            LongStream.rangeClosed(first, last)
                    .mapToObj(sequence -> Long.toString(sequence).getBytes(UTF_8))
                    .map(value -> new ProducerRecord<byte[], byte[]>(topic, partition, null, value))
                    .map(producer::send)
                    .toList()
                    .forEach(sent -> assertThat(sent).succeedsWithin(Duration.ofSeconds(20)));
        }
    }
}
