package dev.cinestream.eventsourcing.privacy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The keys of persons, one each, wrapped by the master key in `engine.subject_key` and cached here for a short while.
///
/// Erasing a key is crypto-shredding: the log stays whole and its checksums stay right, but nobody can read the person any
/// more. Another instance may still hold the key for at most [#CACHED_FOR].
@ApplicationScoped
public class SubjectKeys {

    public static final Duration CACHED_FOR = Duration.ofSeconds(30);
    private static final int MOST_CACHED = 20_000;
    private static final String SELECT =
            "select subject, wrapped from engine.subject_key where subject = any($1)";
    private static final String INSERT =
            "insert into engine.subject_key (subject, wrapped) select * from unnest($1::uuid[], $2::bytea[])"
                    + " on conflict (subject) do nothing";
    private static final String ERASE =
            "insert into engine.subject_key (subject, wrapped, erased_at) values ($1, null, now())"
                    + " on conflict (subject) do update set wrapped = null, erased_at = coalesce(engine.subject_key.erased_at, now())";

    private final Pool pool;
    private final MasterKey masterKey;
    private final SecureRandom random = new SecureRandom();
    private final Map<UUID, Cached> cache =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<UUID, Cached> eldest) {
                    return size() > MOST_CACHED;
                }
            };

    private record Cached(SubjectKey key, long until) {}

    public SubjectKeys(Pool pool, MasterKey masterKey) {
        this.pool = pool;
        this.masterKey = masterKey;
    }

    /// The key when it is at hand; null when [#load] must fetch it first.
    public @Nullable SubjectKey cached(UUID subject) {
        synchronized (cache) {
            Cached cached = cache.get(subject);
            return cached == null || cached.until() < System.nanoTime() ? null : cached.key();
        }
    }

    /// Fetches the keys of these persons, making those that do not exist yet.
    public Uni<Void> loadOrCreate(Collection<UUID> subjects) {
        return load(subjects)
                .chain(missing -> {
                    if (missing.isEmpty()) {
                        return Uni.createFrom().voidItem();
                    }
                    var wrapped = new io.vertx.core.buffer.Buffer[missing.size()];
                    for (int i = 0; i < wrapped.length; i++) {
                        wrapped[i] = io.vertx.core.buffer.Buffer.buffer(masterKey.wrap(newKey()));
                    }
                    return pool.preparedQuery(INSERT)
                            .execute(Tuple.of(missing.toArray(UUID[]::new), wrapped))
                            .chain(() -> load(missing)) // whoever came first made the key
                            .replaceWithVoid();
                });
    }

    /// Fetches the keys of these persons; a key that is not there reads as erased.
    public Uni<Void> loadForReading(Collection<UUID> subjects) {
        return load(subjects)
                .invoke(missing ->
                        missing.forEach(subject -> remember(subject, new SubjectKey.Erased())))
                .replaceWithVoid();
    }

    /// Erases the person. Idempotent; a person without a key is marked all the same, so that none is made later.
    public Uni<Void> erase(UUID subject) {
        return pool.preparedQuery(ERASE)
                .execute(Tuple.of(subject))
                .invoke(() -> remember(subject, new SubjectKey.Erased()))
                .replaceWithVoid();
    }

    private Uni<Collection<UUID>> load(Collection<UUID> subjects) {
        return pool.preparedQuery(SELECT)
                .execute(Tuple.of(subjects.toArray(UUID[]::new)))
                .map(rows -> {
                    var missing = new HashSet<>(subjects);
                    missing.removeAll(rememberAll(rows));
                    return missing;
                });
    }

    private Collection<UUID> rememberAll(RowSet<Row> rows) {
        var found = new ArrayList<UUID>();
        for (Row row : rows) {
            UUID subject = row.getUUID("subject");
            Buffer wrapped = row.getBuffer("wrapped");
            remember(
                    subject,
                    wrapped == null
                            ? new SubjectKey.Erased()
                            : new SubjectKey.Present(masterKey.unwrapSecret(wrapped.getBytes())));
            found.add(subject);
        }
        return found;
    }

    private void remember(UUID subject, SubjectKey key) {
        synchronized (cache) {
            cache.put(subject, new Cached(key, System.nanoTime() + CACHED_FOR.toNanos()));
        }
    }

    private SecretKey newKey() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new SecretKeySpec(bytes, "AES");
    }
}
