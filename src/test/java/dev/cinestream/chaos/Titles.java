package dev.cinestream.chaos;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/// What editors do all day, through the catalog's own API: titles of every kind are drafted, revised, published, withdrawn
/// and taken back. Ids are the client's, made of the seed.
final class Titles implements Commands {

    private static final String MOVIE = "\"kind\":\"MOVIE\"";
    private static final String FILLER =
            "It rains over the harbour, and nobody is home. ".repeat(6);
    private static final List<String> GENRES =
            List.of("drama", "comedy", "science-fiction", "noir");

    private final List<UUID> series = new CopyOnWriteArrayList<>();
    private final List<UUID> seasons = new CopyOnWriteArrayList<>();

    @Override
    public String category() {
        return "content.title";
    }

    @Override
    public Ask create(Random random) {
        UUID id = id(random);
        String title =
                switch (random.nextInt(10)) {
                    case 0 -> series(id);
                    case 1 -> season(id, random);
                    case 2, 3 -> under("EPISODE", seasons, random);
                    default -> MOVIE;
                };
        return new Ask(
                "POST",
                "/v1/titles",
                "{\"id\":\"%s\",%s,\"metadata\":%s}".formatted(id, title, metadata(random)));
    }

    @Override
    public Ask change(String id, Random random) {
        String title = "/v1/titles/" + id;
        int dice = random.nextInt(100);
        if (dice < 74) {
            return new Ask("PUT", title, metadata(random));
        } else if (dice < 82) {
            return new Ask("PUT", title + "/availability", windows(random));
        } else if (dice < 90) {
            return new Ask("POST", title + "/publish", "");
        } else if (dice < 92) {
            return new Ask("POST", title + "/withdraw", "{\"reason\":\"licence ended\"}");
        }
        return new Ask("POST", title + "/reinstate", "");
    }

    private String series(UUID id) {
        series.add(id);
        return "\"kind\":\"SERIES\"";
    }

    private String season(UUID id, Random random) {
        String season = under("SEASON", series, random);
        if (!season.equals(MOVIE)) {
            seasons.add(id);
        }
        return season;
    }

    /// A movie while there is nothing to lie under.
    private static String under(String kind, List<UUID> parents, Random random) {
        return parents.isEmpty()
                ? MOVIE
                : "\"kind\":\"%s\",\"parent\":\"%s\",\"number\":%d"
                        .formatted(
                                kind,
                                parents.get(random.nextInt(parents.size())),
                                random.nextInt(10_000));
    }

    private static String metadata(Random random) {
        return """
        {"texts":{"en":{"name":"The %d lights","synopsis":"%s"},"de":{"name":"Die %d Lichter"}},"year":%d,\
        "runtimeSeconds":%d,"genres":["%s"],"originalLanguage":"en",\
        "ageRating":{"system":"FSK","value":"12","minimumAge":12}}\
        """
                .formatted(
                        random.nextInt(1_000_000),
                        FILLER,
                        random.nextInt(1_000_000),
                        1_900 + random.nextInt(125),
                        1 + random.nextInt(10_000),
                        GENRES.get(random.nextInt(GENRES.size())));
    }

    private static String windows(Random random) {
        return "{\"windows\":[{\"country\":\"DE\",\"from\":\"20%02d-01-01T00:00:00Z\"}]}"
                .formatted(10 + random.nextInt(80));
    }

    private static UUID id(Random random) {
        long version7 = (random.nextLong() & ~0xF000L) | 0x7000L;
        return new UUID(version7, (random.nextLong() >>> 2) | Long.MIN_VALUE);
    }
}
