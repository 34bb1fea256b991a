package dev.cinestream.content.web;

import static dev.cinestream.platform.http.BadRequest.get;
import static dev.cinestream.platform.http.BadRequest.post;

import dev.cinestream.content.ProfileTitle;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.http.BadRequest;
import dev.cinestream.platform.http.Cursor;
import dev.cinestream.platform.http.ForgedTokens;
import dev.cinestream.platform.identity.Roles;
import java.util.UUID;
import java.util.stream.Stream;

/// What can be wrong with what viewers say and ask about titles. The title and the review it speaks of are made by
/// [OpinionBadRequestsIT].
final class OpinionBadRequests {

    static final UUID MOVIE = Uuid7.next();
    static final UUID DRAFT = Uuid7.next();
    static final UUID AUTHOR = Uuid7.next();
    static final UUID REVIEW = OpinionIds.opinion(new ProfileTitle(AUTHOR, MOVIE));
    static final String BY_AUTHOR = ForgedTokens.realOf(AUTHOR.toString(), Roles.VIEWER);

    private static final UUID NOWHERE = Uuid7.next();
    private static final String VIEWER = ForgedTokens.realOf(Uuid7.next().toString(), Roles.VIEWER);
    private static final String OPINION = "/v1/titles/" + MOVIE + "/opinion";
    private static final String REVIEWS = "/v1/titles/" + MOVIE + "/reviews";
    private static final String LIST = "/v1/my-list";
    private static final String TOP = "/v1/titles/top-rated";

    private OpinionBadRequests() {}

    static Stream<BadRequest> rows() {
        return Stream.of(ratings(), texts(), feedback(), lists(), queries(), callers())
                .flatMap(rows -> rows);
    }

    private static Stream<BadRequest> ratings() {
        return Stream.of(
                rating("no stars", "{\"rating\": 0}")
                        .gets(422, "invalid-opinion")
                        .saying("/rating", "from 1 to 10"),
                rating("six stars", "{\"rating\": 12}").gets(422, "invalid-opinion"),
                rating("a quarter of a star", "{\"rating\": 0.5}")
                        .gets(400, "invalid-value")
                        .saying("\"pointer\":\"/rating\""),
                rating("a rating in words", "{\"rating\": \"seven\"}").gets(400, "invalid-value"),
                rating("no rating", "{}")
                        .gets(400, "missing-property")
                        .saying("\"pointer\":\"/rating\""),
                rating("for another profile", "{\"rating\": 7, \"profile\": \"" + AUTHOR + "\"}")
                        .gets(400, "unknown-property"),
                rating("nothing", "").gets(400, "missing-body"),
                put("rating a draft", "/v1/titles/" + DRAFT + "/opinion/rating", "{\"rating\": 7}")
                        .gets(404, "no-such-title"),
                put(
                                "rating nothing",
                                "/v1/titles/" + NOWHERE + "/opinion/rating",
                                "{\"rating\": 7}")
                        .gets(404, "no-such-title"),
                put("rating no UUID", "/v1/titles/17/opinion/rating", "{\"rating\": 7}")
                        .gets(400, "invalid-parameter"),
                rating("a revision there is not", "{\"rating\": 7}")
                        .with("If-Match", "\"42\"")
                        .gets(412, "stale-revision"));
    }

    private static Stream<BadRequest> texts() {
        return Stream.of(
                review("no text", "{\"text\": \" \", \"language\": \"en\", \"spoilers\": false}")
                        .gets(422, "invalid-opinion")
                        .saying("/text", "1 to 5000"),
                review(
                                "a novel",
                                "{\"text\": \"%s\", \"language\": \"en\", \"spoilers\": false}"
                                        .formatted("a".repeat(5_001)))
                        .gets(422, "invalid-opinion")
                        .saying("/text", "1 to 5000"),
                review(
                                "a language there is not",
                                "{\"text\": \"x\", \"language\": \"en_US\", \"spoilers\": false}")
                        .gets(422, "invalid-opinion")
                        .saying("/language", "BCP 47"),
                review("NUL", "{\"text\": \"a\\u0000\", \"language\": \"en\", \"spoilers\": true}")
                        .gets(400, "unstorable-text"),
                review("perhaps spoilers", "{\"text\": \"x\", \"language\": \"en\"}")
                        .gets(400, "missing-property")
                        .saying("\"pointer\":\"/spoilers\""),
                put(
                                "reviewing a draft",
                                "/v1/titles/" + DRAFT + "/opinion/review",
                                "{\"text\": \"x\", \"language\": \"en\", \"spoilers\": false}")
                        .gets(404, "no-such-title"));
    }

    private static Stream<BadRequest> feedback() {
        String review = "/v1/reviews/" + REVIEW;
        String spam = "{\"reason\": \"SPAM\"}";
        return Stream.of(
                put("finding nothing helpful", "/v1/reviews/" + NOWHERE + "/helpful", "")
                        .gets(404, "no-such-review"),
                put("reporting nothing", "/v1/reviews/" + NOWHERE + "/report", spam)
                        .gets(404, "no-such-review"),
                put("reporting for no reason", review + "/report", "{}")
                        .gets(400, "missing-property")
                        .saying("\"pointer\":\"/reason\""),
                put("a reason there is not", review + "/report", "{\"reason\": \"BORING\"}")
                        .gets(400, "invalid-value")
                        .saying("SPOILERS", "OTHER"),
                put("finding oneself helpful", review + "/helpful", "")
                        .as(BY_AUTHOR)
                        .gets(409, "own-review"),
                put("reporting oneself", review + "/report", spam)
                        .as(BY_AUTHOR)
                        .gets(409, "own-review"));
    }

    private static Stream<BadRequest> lists() {
        return Stream.of(
                put("listing a draft", LIST + "/" + DRAFT, "").gets(404, "no-such-title"),
                put("listing nothing", LIST + "/" + NOWHERE, "").gets(404, "no-such-title"),
                move("moving what is not listed", "{}").gets(404, "not-listed"),
                move("moving before no UUID", "{\"before\": \"top\"}").gets(400, "invalid-value"),
                get("a list by year", LIST + "?sort=YEAR")
                        .as(VIEWER)
                        .gets(400, "unknown-parameter"),
                get("a list without titles", LIST + "?limit=0")
                        .as(VIEWER)
                        .gets(400, "invalid-parameter")
                        .saying("from 1 to 100"),
                get("a list from elsewhere", LIST + "?cursor=" + Cursor.of("other", 1, 2))
                        .as(VIEWER)
                        .gets(400, "invalid-parameter"));
    }

    private static Stream<BadRequest> queries() {
        return Stream.of(
                ask("ratings of a draft", "/v1/titles/" + DRAFT + "/ratings")
                        .gets(404, "no-such-title"),
                ask("reviews of nothing", "/v1/titles/" + NOWHERE + "/reviews")
                        .gets(404, "no-such-title"),
                ask("an order there is not", REVIEWS + "?sort=BEST")
                        .gets(400, "invalid-parameter")
                        .saying("\"parameter\":\"sort\"", "NEWEST"),
                ask("a language of its own", REVIEWS + "?language=en_US")
                        .gets(400, "invalid-parameter")
                        .saying("\"parameter\":\"language\"", "BCP 47"),
                ask("a hundred and one reviews", REVIEWS + "?limit=101")
                        .gets(400, "invalid-parameter"),
                ask(
                                "a cursor of the other order",
                                REVIEWS
                                        + "?sort=HELPFUL&cursor="
                                        + Cursor.of("reviews-by-newest", 1, NOWHERE))
                        .gets(400, "invalid-parameter"),
                ask(
                                "a cursor made up",
                                REVIEWS + "?cursor=" + Cursor.of("reviews-by-newest", "x", "y"))
                        .gets(400, "invalid-parameter"),
                ask("opinions of another", "/v1/opinions?profile=" + AUTHOR)
                        .gets(400, "unknown-parameter"),
                ask("opinions from elsewhere", "/v1/opinions?cursor=" + Cursor.of("other", 1, 2))
                        .gets(400, "invalid-parameter"),
                ask("the best by year", TOP + "?year=2010").gets(400, "unknown-parameter"),
                ask("the best of a kind there is not", TOP + "?kind=FILM")
                        .gets(400, "invalid-parameter"),
                ask(
                                "the best from elsewhere",
                                TOP + "?cursor=" + Cursor.of("titles-by-rating", "x", NOWHERE))
                        .gets(400, "invalid-parameter"),
                ask("ratings that come later, now", "/v1/titles/" + MOVIE + "/ratings")
                        .with("Consistency-Token", "content.opinion:3:999999999")
                        .gets(503, "read-model-behind"));
    }

    private static Stream<BadRequest> callers() {
        return Stream.of(
                get("an opinion of nobody", OPINION).gets(401, "unauthenticated"),
                get("the list of nobody", LIST).gets(401, "unauthenticated"),
                get("an editor's opinion", OPINION)
                        .as(ForgedTokens.real(Roles.EDITOR))
                        .gets(403, "forbidden"),
                get("the list of no account", LIST)
                        .as(ForgedTokens.real(Roles.VIEWER))
                        .gets(403, "no-profile"),
                rating("by no account", "{\"rating\": 7}")
                        .as(ForgedTokens.real(Roles.VIEWER))
                        .gets(403, "no-profile"));
    }

    private static BadRequest rating(String name, String body) {
        return put("a rating: " + name, OPINION + "/rating", body);
    }

    private static BadRequest review(String name, String body) {
        return put("a review: " + name, OPINION + "/review", body);
    }

    private static BadRequest move(String name, String body) {
        return post(name, LIST + "/" + MOVIE + "/move", body).as(VIEWER);
    }

    private static BadRequest ask(String name, String path) {
        return get(name, path).as(VIEWER);
    }

    private static BadRequest put(String name, String path, String body) {
        return post(name, path, body).by("PUT").as(VIEWER);
    }
}
