package dev.cinestream.embedded;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// What a developer reads when the application has started: where everything is. In dev mode only.
@Singleton
@IfBuildProfile("dev")
public class DevBanner {
    private static final Logger LOG = Logger.getLogger("cinestream");

    private final String host;
    private final int port;
    private final String kafka;
    private final String database;

    DevBanner(
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port") int port,
            @ConfigProperty(name = "kafka.bootstrap.servers") String kafka,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String database) {
        this.host = host;
        this.port = port;
        this.kafka = kafka;
        this.database = database;
    }

    void show(@Observes StartupEvent started) {
        LOG.info(text());
    }

    private String text() {
        var http = "http://%s:%d".formatted(host, port);
        return """
        CineStream runs.
          API          %1$s/v1
          try it       %1$s/q/swagger-ui
          description  %1$s/q/openapi
          health       %1$s/q/health
          metrics      %1$s/q/metrics
          Kafka        %2$s
          PostgreSQL   %3$s (user and password: %4$s)
          data         target/dev; `./mvnw clean` forgets it
        """
                .formatted(http, kafka, database, EmbeddedDatabase.USER);
    }
}
