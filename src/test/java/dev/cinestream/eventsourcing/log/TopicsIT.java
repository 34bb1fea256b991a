package dev.cinestream.eventsourcing.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cinestream.EmbeddedParts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// CS-10: topics are as declared, or the start fails and says why; a log of record is never changed in passing.
class TopicsIT {

    private final Admin admin =
            Admin.create(Map.of("bootstrap.servers", EmbeddedParts.kafkaBootstrap()));
    private final Topics topics = new Topics(admin);

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void a_missing_topic_is_made_as_declared() throws Exception {
        topics.createAndCheck(List.of(declared("made", 5, -1)));

        assertThat(described("made").partitions()).hasSize(5);
    }

    @Test
    void a_topic_that_is_as_declared_is_left_alone() throws Exception {
        topics.createAndCheck(List.of(declared("kept", 3, -1)));
        var id = described("kept").topicId();

        topics.createAndCheck(List.of(declared("kept", 3, -1)));

        assertThat(described("kept").topicId()).isEqualTo(id);
    }

    @Test
    void a_topic_with_other_partitions_stops_the_start_and_stays_as_it_is() throws Exception {
        topics.createAndCheck(List.of(declared("parted", 3, -1)));

        assertThatThrownBy(() -> topics.createAndCheck(List.of(declared("parted", 4, -1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("parted partitions: declared 4, is 3");
        assertThat(described("parted").partitions()).hasSize(3);
    }

    @Test
    void a_topic_that_would_forget_stops_the_start() throws Exception {
        topics.createAndCheck(List.of(declared("forgetful", 1, 60_000)));

        assertThatThrownBy(() -> topics.createAndCheck(List.of(declared("forgetful", 1, -1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("forgetful retention.ms: declared -1, is 60000");
    }

    private static TopicDeclaration declared(String name, int partitions, long retentionMillis) {
        return new TopicDeclaration(name, partitions, (short) 1, 1, retentionMillis, 1 << 20);
    }

    private TopicDescription described(String name)
            throws ExecutionException, InterruptedException {
        return admin.describeTopics(List.of(name)).allTopicNames().get().get(name);
    }
}
