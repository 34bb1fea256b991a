package dev.cinestream.content.web;

import static dev.cinestream.content.web.CatalogBadRequests.MOVIE;
import static dev.cinestream.content.web.CatalogBadRequests.NOWHERE;

import dev.cinestream.platform.http.BadRequest;
import dev.cinestream.platform.http.Cursor;
import dev.cinestream.platform.http.ForgedTokens;
import dev.cinestream.platform.identity.Roles;
import java.util.stream.Stream;

/// What can be wrong with what viewers ask; see [CatalogBadRequests].
final class CatalogBadQueries {

    private static final String TITLES = "/v1/titles";
    private static final String VIEWER = ForgedTokens.real(Roles.VIEWER);

    private CatalogBadQueries() {}

    static Stream<BadRequest> rows() {
        return Stream.of(titles(), pages(), filters(), searches(), callers()).flatMap(rows -> rows);
    }

    private static Stream<BadRequest> titles() {
        return Stream.of(
                get("a title there is not", TITLES + "/" + NOWHERE).gets(404, "no-such-title"),
                get("a draft", TITLES + "/" + MOVIE).gets(404, "no-such-title"),
                get("no UUID", TITLES + "/17")
                        .gets(400, "invalid-parameter")
                        .saying("\"parameter\":\"id\"", "UUID"),
                get("a country there is not", TITLES + "/" + MOVIE + "?country=XX")
                        .gets(400, "invalid-parameter")
                        .saying("\"parameter\":\"country\"", "ISO 3166-1"),
                get("seasons of nothing", TITLES + "/" + NOWHERE + "/seasons")
                        .gets(404, "no-such-title"),
                BadRequest.get("seasons of a movie", TITLES + "/" + MOVIE + "/seasons")
                        .as(ForgedTokens.real(Roles.EDITOR))
                        .gets(404, "not-a-series")
                        .saying("MOVIE"),
                get("what comes later, now", TITLES + "/" + MOVIE)
                        .with("Consistency-Token", "content.title:3:999999999")
                        .gets(503, "read-model-behind"),
                get("no consistency token", TITLES + "/" + MOVIE)
                        .with("Consistency-Token", "yesterday")
                        .gets(400, "invalid-header")
                        .saying("\"header\":\"Consistency-Token\"", "category:lane:sequence"));
    }

    private static Stream<BadRequest> pages() {
        return Stream.of(
                browse("no title on a page", "limit=0")
                        .saying("\"parameter\":\"limit\"", "from 1 to 100"),
                browse("all titles on a page", "limit=101").saying("from 1 to 100"),
                browse("many titles on a page", "limit=many").saying("\"parameter\":\"limit\""),
                browse("two limits", "limit=1&limit=2").saying("more than once"),
                browse("a cursor made up", "cursor=abc").saying("\"parameter\":\"cursor\""),
                browse("a cursor of another listing", "cursor=" + Cursor.of("other", 1))
                        .saying("\"parameter\":\"cursor\""));
    }

    private static Stream<BadRequest> filters() {
        return Stream.of(
                get("a parameter there is not", TITLES + "?genres=drama")
                        .gets(400, "unknown-parameter")
                        .saying("\"parameter\":\"genres\"", "\"genre\""),
                browse("a kind there is not", "kind=FILM")
                        .saying("\"parameter\":\"kind\"", "MOVIE"),
                browse("an order there is not", "sort=AGE")
                        .saying("\"parameter\":\"sort\"", "NAME"),
                browse("numbers under nothing", "sort=NUMBER").saying("or give parent, too"),
                browse("years backwards", "yearFrom=2000&yearTo=1990")
                        .saying("\"parameter\":\"yearTo\"", "2000"),
                browse("a year in words", "yearFrom=twenty").saying("\"parameter\":\"yearFrom\""),
                browse("no UUID above", "parent=17").saying("\"parameter\":\"parent\"", "UUID"),
                browse("a standing there is not", "standing=GONE").saying("PUBLISHED"),
                browse("facets, perhaps", "facets=perhaps").saying("\"parameter\":\"facets\""),
                browse("NUL in a genre", "genre=a%00b").saying("\"parameter\":\"genre\""),
                browse("twenty-one genres", "genre=a" + "&genre=a".repeat(20))
                        .saying("at most 20"));
    }

    private static Stream<BadRequest> searches() {
        return Stream.of(
                search("nothing", "").saying("\"parameter\":\"q\"", "Is missing"),
                search("blanks", "q=%20%20").saying("a letter or a digit"),
                search("signs only", "q=!!!").saying("a letter or a digit"),
                search("a novel", "q=" + "a".repeat(201)).saying("1 to 200"),
                search("fifty-one hits", "q=a&limit=51").saying("from 1 to 50"),
                search("from a cursor of the titles", "q=a&cursor=" + Cursor.of("titles", 1))
                        .saying("\"parameter\":\"cursor\""),
                get("a search by genre", "/v1/search?q=a&genre=drama")
                        .gets(400, "unknown-parameter")
                        .saying("\"parameter\":\"genre\""));
    }

    private static Stream<BadRequest> callers() {
        return Stream.of(
                BadRequest.get("browsing by nobody", TITLES).gets(401, "unauthenticated"),
                BadRequest.get("searching by nobody", "/v1/search?q=a")
                        .gets(401, "unauthenticated"),
                BadRequest.get("browsing with yesterday's token", TITLES)
                        .as(ForgedTokens.expired(Roles.VIEWER))
                        .gets(401, "invalid-token"),
                BadRequest.get("browsing without a role", TITLES)
                        .as(ForgedTokens.real())
                        .gets(403, "forbidden"),
                get("a title as a picture", TITLES + "/" + MOVIE)
                        .with("Accept", "image/png")
                        .gets(406, "not-acceptable"));
    }

    private static BadRequest browse(String name, String query) {
        return get(name, TITLES + "?" + query).gets(400, "invalid-parameter");
    }

    private static BadRequest search(String name, String query) {
        return get("searching for " + name, "/v1/search?" + query).gets(400, "invalid-parameter");
    }

    private static BadRequest get(String name, String path) {
        return BadRequest.get(name, path).as(VIEWER);
    }
}
