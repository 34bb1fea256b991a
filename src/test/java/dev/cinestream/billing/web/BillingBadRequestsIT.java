package dev.cinestream.billing.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.platform.http.BadRequest;
import dev.cinestream.platform.http.BadRequests;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every wrong request about billing gets its problem and changes nothing (CS-4, CS-10).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class BillingBadRequestsIT {

    private static final String STREAMS =
            "select count(*) from engine.head where category like 'billing.%'";

    @TestHTTPResource("/")
    URI base;

    static Stream<BadRequest> table() {
        return BillingBadRequests.rows();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void a_wrong_request_gets_its_problem_and_changes_nothing(BadRequest wrong) throws Exception {
        long before = streams();

        var answer = BadRequests.send(base, wrong);

        BadRequests.check(wrong, answer);
        assertThat(streams()).isEqualTo(before);
    }

    private static long streams() throws SQLException {
        try (var connection = EmbeddedParts.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(STREAMS)) {
            row.next();
            return row.getLong(1);
        }
    }
}
