package dev.cinestream.eventsourcing.history;

import dev.cinestream.eventsourcing.inbox.Delivery;
import dev.cinestream.eventsourcing.log.Metadata;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The table `engine.log_index`: a row for each piece of a stream that came with one poll.
@ApplicationScoped
public class IndexedOffsets {

    private static final String NUMBER =
            """
            with one_at_a_time as (select pg_advisory_xact_lock(hashtextextended('cinestream.log_category', 0)))
            insert into engine.log_category (category)
            select u.category from one_at_a_time, unnest($1::text[]) as u(category)
            where not exists (select from engine.log_category c where c.category = u.category)
            on conflict do nothing\
            """;
    private static final String WRITE =
            """
            insert into engine.log_index as i (first_revision, first_offset, stream_id, category_no, kafka_partition, gaps)
            select u.first_revision, u.first_offset, u.stream_id, c.category_no, u.kafka_partition, u.gaps
            from unnest($1::bigint[], $2::bigint[], $3::uuid[], $4::text[], $5::smallint[], $6::bytea[])
                as u(first_revision, first_offset, stream_id, category, kafka_partition, gaps)
            join engine.log_category c using (category)
            on conflict (stream_id, category_no, first_revision) do update set
                first_offset = excluded.first_offset, kafka_partition = excluded.kafka_partition, gaps = excluded.gaps\
            """;
    private static final String FIND =
            """
            select i.first_revision, i.first_offset, i.kafka_partition, i.gaps
            from engine.log_index i join engine.log_category c using (category_no)
            where c.category = $1 and i.stream_id = $2 and i.first_revision < $4 and i.first_revision >= coalesce((
                select max(b.first_revision) from engine.log_index b
                where b.category_no = i.category_no and b.stream_id = $2 and b.first_revision <= $3), 0)
            order by i.first_revision\
            """;
    private static final String LAST =
            """
            select i.first_revision, i.gaps from engine.log_index i join engine.log_category c using (category_no)
            where c.category = $1 and i.stream_id = $2 order by i.first_revision desc limit 1\
            """;

    private final Pool pool;

    public IndexedOffsets(Pool pool) {
        this.pool = pool;
    }

    private record Piece(String category, UUID stream, int partition) {}

    private record Beginning(String category, UUID stream, long revision) {}

    Uni<Void> numberCategories(Collection<String> categories) {
        return pool.preparedQuery(NUMBER)
                .execute(Tuple.of(categories.toArray(String[]::new)))
                .replaceWithVoid();
    }

    /// @param fresh events not seen before, in lane order, so that a stream's revisions follow each other
    Uni<Void> write(SqlConnection connection, List<Delivery> fresh) {
        if (fresh.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Collection<List<Delivery>> pieces = pieces(fresh);
        int n = pieces.size();
        Long[] revisions = new Long[n];
        Long[] offsets = new Long[n];
        UUID[] streams = new UUID[n];
        String[] categories = new String[n];
        Short[] partitions = new Short[n];
        Buffer[] gaps = new Buffer[n];
        int i = 0;
        for (List<Delivery> piece : pieces) {
            Metadata first = piece.getFirst().recorded().metadata();
            revisions[i] = first.revision();
            offsets[i] = piece.getFirst().offset();
            streams[i] = first.streamId();
            categories[i] = first.category();
            partitions[i] = (short) piece.getFirst().partition();
            gaps[i++] = Buffer.buffer(Gaps.encode(piece.stream().map(Delivery::offset).toList()));
        }
        return connection
                .preparedQuery(WRITE)
                .execute(Tuple.of(revisions, offsets, streams, categories, partitions, gaps))
                .replaceWithVoid();
    }

    /// A stream's events that lie in one partition. Of two that begin at the same revision, which a damaged log may have,
    /// the last one counts.
    private static Collection<List<Delivery>> pieces(List<Delivery> fresh) {
        Map<Piece, List<Delivery>> pieces = new LinkedHashMap<>();
        for (Delivery each : fresh) {
            Metadata event = each.recorded().metadata();
            pieces.computeIfAbsent(
                            new Piece(event.category(), event.streamId(), each.partition()),
                            _ -> new ArrayList<>())
                    .add(each);
        }
        Map<Beginning, List<Delivery>> byBeginning = new LinkedHashMap<>();
        for (List<Delivery> piece : pieces.values()) {
            Metadata first = piece.getFirst().recorded().metadata();
            byBeginning.put(
                    new Beginning(first.category(), first.streamId(), first.revision()), piece);
        }
        return byBeginning.values();
    }

    /// Where the revisions from `from` (inclusive) to `to` (exclusive) lie, as far as they are indexed, in order.
    public Uni<List<Position>> find(
            String category, String topic, UUID stream, long from, long to) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(category, stream, from, to))
                .map(rows -> {
                    Map<Long, Position> byRevision = new LinkedHashMap<>();
                    for (Row row : rows) {
                        long revision = row.getLong(0);
                        for (long offset :
                                Gaps.decode(row.getLong(1), row.getBuffer(3).getBytes())) {
                            if (revision >= from && revision < to) {
                                byRevision.put(
                                        revision,
                                        new Position(topic, row.getShort(2), offset, revision));
                            }
                            revision++;
                        }
                    }
                    return List.copyOf(byRevision.values());
                });
    }

    /// The last revision of a stream that is indexed; 0 when none is.
    Uni<Long> last(String category, UUID stream) {
        return pool.preparedQuery(LAST)
                .execute(Tuple.of(category, stream))
                .map(rows -> {
                    for (Row row : rows) {
                        return row.getLong(0)
                                + Gaps.decode(0, row.getBuffer(1).getBytes()).size()
                                - 1;
                    }
                    return 0L;
                });
    }
}
