package dev.cinestream.embedded;

import dev.cinestream.platform.identity.Roles;
import dev.cinestream.platform.identity.TokenVerification;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// What a developer reads when the application has started: where everything is, and a token to try it with. In dev mode
/// only; what is printed opens nothing but this machine's own run.
@Singleton
@IfBuildProfile("dev")
public class DevBanner {
    private static final Logger LOG = Logger.getLogger("cinestream");
    private static final Duration TOKEN_LIFETIME = Duration.ofDays(1);

    private final String http;
    private final String kafka;
    private final String database;
    private final TokenVerification tokens;

    DevBanner(
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port") int port,
            @ConfigProperty(name = "kafka.bootstrap.servers") String kafka,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String database,
            TokenVerification tokens) {
        this.http = "http://%s:%d".formatted(host, port);
        this.kafka = kafka;
        this.database = database;
        this.tokens = tokens;
    }

    void show(@Observes StartupEvent started) {
        LOG.info(text());
    }

    private String text() {
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
          token        %5$s
                       (every role, for a day; others: POST %1$s/dev/tokens)
        """
                .formatted(http, kafka, database, EmbeddedDatabase.USER, token());
    }

    private String token() {
        return tokens.developmentTokens()
                .map(issuer -> issuer.issue("developer", Roles.ALL, TOKEN_LIFETIME))
                .orElse("none: cinestream.dev.tokens.enabled is off");
    }
}
