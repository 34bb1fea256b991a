package dev.cinestream.admin.web;

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

/// Every wrong request to `/admin` gets its problem, and sets nothing going (CS-7, CS-10).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class AdminBadRequestsIT {

    /// Events but those of the audit log, which hears of refusals too; and what can be set going.
    private static final String DONE =
            """
            select concat_ws('/',
                (select sum(sequence) from engine.lane where category <> 'admin.audit'),
                (select count(*) from engine.log_scan),
                (select count(*) from engine.quarantine_discard),
                (select count(*) from engine.rebuild),
                (select count(*) from engine.head_run),
                (select count(*) from engine.subject_key where erased_at is not null))\
            """;

    @TestHTTPResource("/")
    URI base;

    static Stream<BadRequest> table() {
        return AdminBadRequests.rows();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void a_wrong_request_gets_its_problem_and_sets_nothing_going(BadRequest wrong)
            throws Exception {
        String before = done();

        var answer = BadRequests.send(base, wrong);

        BadRequests.check(wrong, answer);
        assertThat(done()).isEqualTo(before);
    }

    private static String done() throws SQLException {
        try (var connection = EmbeddedParts.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(DONE)) {
            row.next();
            return row.getString(1);
        }
    }
}
