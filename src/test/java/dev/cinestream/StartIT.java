package dev.cinestream;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/// The application starts on the real parts.
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class StartIT {

    @Test
    void with_broker_and_database_up_the_application_is_healthy() {
        assertThat(get("/q/health").path("status").toString()).isEqualTo("UP");
    }

    @Test
    void metrics_and_the_api_description_are_served() {
        assertThat(get("/q/metrics").statusCode()).isEqualTo(200);
        assertThat(get("/q/openapi").asString()).contains("CineStream");
    }

    @Test
    void the_database_is_as_durable_as_in_production_and_has_what_search_needs()
            throws SQLException {
        try (var connection = EmbeddedParts.connect();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                """
                                SELECT current_setting('fsync'), current_setting('synchronous_commit'),
                                       current_setting('server_encoding'), upper('é'),
                                       (SELECT count(*) FROM pg_available_extensions WHERE name IN ('pg_trgm', 'unaccent'))
                                """)) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("on");
            assertThat(row.getString(2)).isEqualTo("on");
            assertThat(row.getString(3)).isEqualTo("UTF8");
            assertThat(row.getString(4)).isEqualTo("É");
            assertThat(row.getInt(5)).isEqualTo(2);
        }
    }
}
