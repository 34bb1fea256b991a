package dev.cinestream.content.web;

import dev.cinestream.content.ContentModule;
import dev.cinestream.eventsourcing.feed.FeedItem;
import dev.cinestream.eventsourcing.feed.FeedRefusedException;
import dev.cinestream.eventsourcing.feed.LogFeeds;
import dev.cinestream.platform.http.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.Objects;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// Opens a feed before its answer begins. Server-sent events begin with their 200, so what is wrong with a request, or with
/// the log, has to be known by then.
@Singleton
public class TitleChangesOpening {

    static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final String OPENED = TitleChangesOpening.class.getName();
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /// A method that answers with the opened feed.
    @NameBinding
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface WithFeed {}

    private final LogFeeds feeds;

    TitleChangesOpening(LogFeeds feeds) {
        this.feeds = feeds;
    }

    @WithFeed
    @ServerRequestFilter
    public Uni<Void> open(RoutingContext routing) {
        String id = routing.request().getHeader(LAST_EVENT_ID);
        return feeds.follow(
                        ContentModule.TITLE.category(),
                        id == null || id.isBlank() ? null : id.strip(),
                        () -> routing.response().reset())
                .onFailure(FeedRefusedException.class)
                .transform(TitleChangesOpening::problem)
                .invoke(feed -> routing.put(OPENED, feed))
                .replaceWithVoid();
    }

    static Multi<FeedItem> opened(RoutingContext routing) {
        @Nullable Multi<FeedItem> feed = routing.get(OPENED);
        return Objects.requireNonNull(feed, "the method lacks @WithFeed");
    }

    private static ProblemException problem(Throwable e) {
        var refused = (FeedRefusedException) e;
        String why = String.valueOf(refused.getMessage());
        return switch (refused.kind()) {
            case BAD_POSITION ->
                    ProblemException.badHeader(
                            LAST_EVENT_ID, why, "the id of an event of this feed");
            case BUSY -> ProblemException.unavailable("overloaded", why, RETRY_AFTER);
        };
    }
}
