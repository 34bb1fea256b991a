package dev.cinestream.content.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.content.readmodel.CatalogProjection;
import dev.cinestream.eventsourcing.rebuild.RebuildStatus;
import dev.cinestream.eventsourcing.rebuild.RebuildStatus.Phase;
import dev.cinestream.eventsourcing.rebuild.Rebuilds;
import dev.cinestream.platform.identity.TokenVerification;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Readers do not see that the catalog is rebuilt, neither while it is nor when generations swap, however often a statement
/// was prepared before (CS-2, CS-7).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class CatalogRebuildIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @Inject TokenVerification verification;
    @Inject Rebuilds rebuilds;
    private CatalogClient catalog;

    @BeforeEach
    void client() {
        catalog = new CatalogClient(verification.developmentTokens().orElseThrow());
    }

    @Test
    void readers_do_not_see_a_rebuild() {
        String name = CatalogClient.word();
        String id = catalog.movie(name, ", \"genres\": [\"%s\"]".formatted(name));
        readAll(id, name);
        rebuilds.start(CatalogProjection.NAME, "alice", "test").await().atMost(AT_MOST);
        RebuildStatus status;
        long deadline = System.nanoTime() + LONGEST.toNanos();
        do {
            readAll(id, name);
            status = rebuilds.status(CatalogProjection.NAME).await().atMost(AT_MOST).orElseThrow();
        } while (!status.phase().isOver() && System.nanoTime() < deadline);
        assertThat(status.phase()).as(status.toString()).isEqualTo(Phase.DONE);
        readAll(id, name);
        catalog.withdraw(id);
        assertThat(catalog.get("/v1/titles/" + id).statusCode()).isEqualTo(404);
        assertThat(catalog.ids("/v1/titles?genre=" + name)).isEmpty();
    }

    private void readAll(String id, String name) {
        for (int i = 0; i < 10; i++) {
            assertThat(catalog.get("/v1/titles/" + id).statusCode()).isEqualTo(200);
            assertThat(catalog.ids("/v1/titles?genre=" + name)).containsExactly(id);
            assertThat(catalog.ids("/v1/search?q=" + name)).startsWith(id);
        }
    }
}
