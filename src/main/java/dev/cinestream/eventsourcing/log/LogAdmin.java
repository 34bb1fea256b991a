package dev.cinestream.eventsourcing.log;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/// The one client of this process that asks Kafka about itself. Its making takes a while and looks names up, so it is made at
/// the start ([Topics]) and never on an event loop.
@ApplicationScoped
class LogAdmin {

    @Produces
    @Singleton
    Admin open(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        return Admin.create(
                LogClients.settings(
                        kafka, Map.of(AdminClientConfig.CLIENT_ID_CONFIG, "cinestream-admin")));
    }

    void close(@Disposes Admin admin) {
        admin.close(Duration.ofSeconds(1));
    }
}
