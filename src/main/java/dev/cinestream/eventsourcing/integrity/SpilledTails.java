package dev.cinestream.eventsourcing.integrity;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The last events of the streams seen lately in memory, all others in the table `engine.log_scan_stream`. Before streams are
/// asked for they are loaded, a poll's worth at once.
final class SpilledTails implements StreamTails {

    private static final int WRITTEN_AT_ONCE = 5_000;
    private static final String LOAD =
            """
            select c.category, s.stream_id, s.revision, s.checksum
            from unnest($1::text[], $2::uuid[]) as k(category, stream_id)
            join engine.log_category c using (category)
            join engine.log_scan_stream s on s.stream_id = k.stream_id and s.category_no = c.category_no\
            """;
    private static final String WRITE =
            """
            insert into engine.log_scan_stream (stream_id, category_no, revision, checksum)
            select u.stream_id, c.category_no, u.revision, u.checksum
            from unnest($1::text[], $2::uuid[], $3::bigint[], $4::bytea[]) as u(category, stream_id, revision, checksum)
            join engine.log_category c using (category)
            on conflict (stream_id, category_no) do update set revision = excluded.revision, checksum = excluded.checksum\
            """;

    private final Pool pool;
    private final int inMemory;
    private final Map<StreamKey, Tail> tails = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<StreamKey> unwritten = new LinkedHashSet<>();
    private boolean spilled;

    SpilledTails(Pool pool, int inMemory) {
        this.pool = pool;
        this.inMemory = inMemory;
    }

    Uni<Void> clear() {
        return pool.query("truncate engine.log_scan_stream").execute().replaceWithVoid();
    }

    @Override
    public @Nullable Tail of(StreamKey stream) {
        return tails.get(stream);
    }

    @Override
    public void put(StreamKey stream, Tail tail) {
        tails.put(stream, tail);
        unwritten.add(stream);
    }

    /// Makes room, and brings these streams into memory as far as they were seen.
    Uni<Void> load(Collection<StreamKey> streams) {
        return makeRoom()
                .chain(() -> spilled ? read(absent(streams)) : Uni.createFrom().voidItem());
    }

    private List<StreamKey> absent(Collection<StreamKey> streams) {
        return streams.stream().filter(key -> !tails.containsKey(key)).toList();
    }

    private Uni<Void> makeRoom() {
        if (tails.size() <= inMemory) {
            return Uni.createFrom().voidItem();
        }
        spilled = true;
        return writeAll()
                .invoke(() -> {
                    var eldest = tails.keySet().iterator();
                    while (tails.size() > inMemory / 2) {
                        eldest.next();
                        eldest.remove();
                    }
                });
    }

    private Uni<Void> read(List<StreamKey> streams) {
        if (streams.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return pool.preparedQuery(LOAD)
                .execute(Tuple.of(categories(streams), ids(streams)))
                .invoke(rows -> {
                    for (Row row : rows) {
                        tails.put(
                                new StreamKey(row.getString(0), row.getUUID(1)),
                                new Tail(row.getLong(2), row.getBuffer(3).getBytes()));
                    }
                })
                .replaceWithVoid();
    }

    /// Brings the table up to date.
    Uni<Void> writeAll() {
        if (unwritten.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<StreamKey> some =
                new ArrayList<>(unwritten).subList(0, Math.min(unwritten.size(), WRITTEN_AT_ONCE));
        return write(some)
                .chain(() -> {
                    some.forEach(unwritten::remove);
                    return writeAll();
                });
    }

    private Uni<Void> write(List<StreamKey> streams) {
        Long[] revisions = new Long[streams.size()];
        Buffer[] checksums = new Buffer[streams.size()];
        int i = 0;
        for (StreamKey stream : streams) {
            Tail tail = tails.get(stream);
            if (tail == null) {
                throw new IllegalStateException(stream + " left memory before it was written");
            }
            revisions[i] = tail.revision();
            checksums[i++] = Buffer.buffer(tail.checksum());
        }
        return pool.preparedQuery(WRITE)
                .execute(Tuple.of(categories(streams), ids(streams), revisions, checksums))
                .replaceWithVoid();
    }

    private static String[] categories(List<StreamKey> streams) {
        return streams.stream().map(StreamKey::category).toArray(String[]::new);
    }

    private static UUID[] ids(List<StreamKey> streams) {
        return streams.stream().map(StreamKey::stream).toArray(UUID[]::new);
    }
}
