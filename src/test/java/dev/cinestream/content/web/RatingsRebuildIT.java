package dev.cinestream.content.web;

import static dev.cinestream.content.web.Watchers.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.content.readmodel.RatingsProjection;
import dev.cinestream.content.web.Watchers.Watcher;
import dev.cinestream.eventsourcing.privacy.SubjectKeys;
import dev.cinestream.eventsourcing.rebuild.RebuildStatus;
import dev.cinestream.eventsourcing.rebuild.RebuildStatus.Phase;
import dev.cinestream.eventsourcing.rebuild.Rebuilds;
import dev.cinestream.platform.identity.TokenVerification;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Ratings and reviews are made anew from the log alone, the same to the row; and an erased author's reviews are gone then
/// (CS-2, CS-7, CS-8).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class RatingsRebuildIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @Inject TokenVerification verification;
    @Inject Rebuilds rebuilds;
    @Inject SubjectKeys keys;

    @Test
    void a_rebuild_gives_the_same_rows_but_for_who_was_erased() {
        var catalog = new CatalogClient(verification.developmentTokens().orElseThrow());
        var watchers = new Watchers(verification.developmentTokens().orElseThrow());
        String title = catalog.movie(CatalogClient.word(), "");
        catalog.get("/v1/titles/" + title);
        Watcher vera = Watcher.any();
        Watcher viktor = Watcher.any();
        done(watchers.rate(vera, title, 7));
        done(watchers.rate(viktor, title, 9));
        done(watchers.rate(vera, title, 8));
        done(watchers.review(vera, title, "en", "I am Vera, and I liked it."));
        done(watchers.review(viktor, title, "en", "Not bad."));
        String helpful = "/v1/reviews/" + watchers.reviewId(vera, title) + "/helpful";
        done(watchers.put(viktor, helpful));
        String reviews = "/v1/titles/" + title + "/reviews?sort=HELPFUL";
        String before = watchers.get(viktor, reviews).asString();
        assertThat(before).contains("I am Vera");

        rebuild(); // what other tests left parked or erased is no difference afterwards
        RebuildStatus same = rebuild();
        assertThat(Objects.requireNonNull(same.compared()).isEqual()).as(same.toString()).isTrue();
        assertThat(watchers.get(viktor, reviews).asString()).isEqualTo(before);

        keys.erase(vera.account()).await().atMost(AT_MOST);
        rebuild();
        assertThat(watchers.get(viktor, reviews).<List<String>>path("items.text"))
                .containsExactly("Not bad.");
        assertThat(
                        watchers.get(viktor, "/v1/titles/" + title + "/ratings")
                                .<Integer>path("ratings"))
                .isEqualTo(2);
        assertThat(watchers.put(viktor, helpful).statusCode()).isEqualTo(404);
    }

    private RebuildStatus rebuild() {
        rebuilds.start(RatingsProjection.NAME, "alice", "test").await().atMost(AT_MOST);
        RebuildStatus status;
        long deadline = System.nanoTime() + LONGEST.toNanos();
        do {
            status = rebuilds.status(RatingsProjection.NAME).await().atMost(AT_MOST).orElseThrow();
        } while (!status.phase().isOver() && System.nanoTime() < deadline);
        assertThat(status.phase()).as(status.toString()).isEqualTo(Phase.DONE);
        return status;
    }
}
