package dev.cinestream.chaos;

import dev.cinestream.chaos.Commands.Ask;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// Clients that never give up: each asks one application at random, and asks again with the same key, either one, until it
/// knows the outcome.
final class Load {

    static final String SUBJECT = "chaos-editor";

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Set<Integer> REFUSED = Set.of(409, 412, 422);
    private static final int MOST_TITLES = 2_000;
    private static final int HOT = 8;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();
    private final List<URI> applications;
    private final String token;
    private final Commands commands;
    private final Settings settings;
    private final List<Known> known = new CopyOnWriteArrayList<>();
    private final Queue<Answered> answered = new ConcurrentLinkedQueue<>();
    private final Queue<String> trouble = new ConcurrentLinkedQueue<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean running = true;

    /// An aggregate and the highest revision that was answered.
    private record Known(String id, AtomicLong revision) {}

    Load(List<URI> applications, String token, Commands commands, Settings settings) {
        this.applications = applications;
        this.token = token;
        this.commands = commands;
        this.settings = settings;
    }

    void start() {
        for (int i = 0; i < settings.clients(); i++) {
            int client = i;
            clients.add(Thread.ofVirtual().start(() -> ask(client)));
        }
    }

    long acknowledged() {
        return acknowledged.get();
    }

    /// Requests sent again since their outcome was unknown.
    long repeated() {
        return repeated.get();
    }

    /// What should not happen at all: answers that are neither success, refusal nor "try again".
    List<String> trouble() {
        return List.copyOf(trouble);
    }

    /// Lets every client learn the outcome of its last request.
    List<Answered> stop() throws InterruptedException {
        running = false;
        for (Thread client : clients) {
            client.join();
        }
        http.close();
        return List.copyOf(answered);
    }

    private void ask(int client) {
        Random random = new Random(settings.seed() * 1_000_003 + client);
        try {
            for (int n = 0; running; n++) {
                String key = "s%d-c%d-%d".formatted(settings.seed(), client, n);
                if (wantsAnother(random)) {
                    create(key, random);
                } else {
                    change(key, random);
                }
                Thread.sleep(random.nextInt(2_000 * settings.clients() / settings.rate() + 1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            trouble.add(e.toString());
        }
    }

    private boolean wantsAnother(Random random) {
        int size = known.size();
        return size < HOT || (size < MOST_TITLES && random.nextInt(10) == 0);
    }

    private void create(String key, Random random) throws InterruptedException {
        HttpResponse<String> answer = outcome(commands.create(random), key, 0, random);
        if (REFUSED.contains(answer.statusCode())) {
            answered.add(new Answered(id(key), commands.category(), 0, 0, "", false));
            return;
        }
        if (answer.statusCode() >= 300) {
            throw unexpected(key, answer);
        }
        String location = answer.headers().firstValue("Location").orElse("");
        String id = location.substring(location.lastIndexOf('/') + 1);
        known.add(new Known(id, new AtomicLong(revision(key, answer))));
        note(key, id, 0, answer);
    }

    private void change(String key, Random random) throws InterruptedException {
        int size = known.size();
        Known one = known.get(random.nextInt(random.nextInt(5) == 0 ? HOT : size));
        long expected = one.revision().get();
        HttpResponse<String> answer =
                outcome(commands.change(one.id(), random), key, expected, random);
        if (REFUSED.contains(answer.statusCode())) {
            answered.add(new Answered(id(key), stream(one.id()), expected, expected, "", false));
        } else if (answer.statusCode() < 300) {
            note(key, one.id(), expected, answer);
            one.revision().accumulateAndGet(revision(key, answer), Math::max);
        } else {
            throw unexpected(key, answer);
        }
    }

    private void note(String key, String id, long expected, HttpResponse<String> answer) {
        String place = answer.headers().firstValue("Consistency-Token").orElse("");
        answered.add(
                new Answered(id(key), stream(id), expected, revision(key, answer), place, true));
        acknowledged.incrementAndGet();
    }

    private HttpResponse<String> outcome(Ask ask, String key, long expected, Random random)
            throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        long wait = 50;
        String last = "";
        while (Instant.now().isBefore(deadline)) {
            URI application = applications.get(random.nextInt(applications.size()));
            try {
                var answer =
                        http.send(
                                request(application, ask, key, expected), BodyHandlers.ofString());
                if (answer.statusCode() < 500 && answer.statusCode() != 429) {
                    return answer;
                }
                last = answer.statusCode() + " " + answer.body();
            } catch (IOException e) {
                last = e.toString();
            }
            repeated.incrementAndGet();
            Thread.sleep(wait + random.nextInt((int) wait));
            wait = Math.min(1_000, wait * 2);
        }
        throw new IllegalStateException(
                "no outcome of %s %s, key %s, within %s; last: %s"
                        .formatted(ask.method(), ask.path(), key, PATIENCE, last));
    }

    private HttpRequest request(URI application, Ask ask, String key, long expected) {
        var request =
                HttpRequest.newBuilder(application.resolve(ask.path()))
                        .timeout(TIMEOUT)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .method(ask.method(), BodyPublishers.ofString(ask.body()));
        if (expected > 0) {
            request.header("If-Match", "\"" + expected + "\"");
        }
        return request.build();
    }

    private String stream(String id) {
        return commands.category() + "/" + id;
    }

    /// As the platform makes it of the caller and the key.
    private static String id(String key) {
        return SUBJECT + ":" + key;
    }

    private static long revision(String key, HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("ETag")
                .map(tag -> tag.replace("W/", "").replace("\"", ""))
                .map(Long::parseLong)
                .orElseThrow(() -> unexpected(key, answer));
    }

    private static IllegalStateException unexpected(String key, HttpResponse<String> answer) {
        return new IllegalStateException(
                "%s %s, key %s, was answered %d without what was expected: %s"
                        .formatted(
                                answer.request().method(),
                                answer.request().uri(),
                                key,
                                answer.statusCode(),
                                answer.body()));
    }
}
