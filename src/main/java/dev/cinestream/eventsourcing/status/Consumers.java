package dev.cinestream.eventsourcing.status;

import dev.cinestream.eventsourcing.inbox.Watermarks.Lane;
import dev.cinestream.eventsourcing.status.ConsumerStatus.Generation;
import dev.cinestream.eventsourcing.status.ConsumerStatus.StoppedLane;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// How far each consumer is, in events and in time.
@ApplicationScoped
public class Consumers {

    private static final String LANES =
            """
            select i.consumer, i.category, i.lane, i.sequence, i.stopped_at_offset, l.sequence as committed
            from engine.inbox i join engine.lane l using (category, lane) order by 1, 2, 3\
            """;
    private static final String GENERATIONS =
            "select name, generation, version, serving_since from engine.projection";
    private static final String PARKED =
            """
            select consumer, count(*) as streams, (
                select count(*) from engine.quarantine_event e where e.consumer = s.consumer) as events
            from engine.quarantine_stream s group by consumer\
            """;

    private final Pool pool;
    private final LagClock clock = new LagClock();

    private record Parked(long streams, long events) {}

    public Consumers(Pool pool) {
        this.pool = pool;
    }

    public Uni<List<ConsumerStatus>> all() {
        return pool.withConnection(connection ->
                Uni.combine()
                        .all()
                        .unis(
                                connection.query(LANES).execute(),
                                connection.query(GENERATIONS).execute(),
                                connection.query(PARKED).execute())
                        .with(this::statuses));
    }

    private List<ConsumerStatus> statuses(
            RowSet<Row> lanes, RowSet<Row> generations, RowSet<Row> parked) {
        Instant now = Instant.now();
        Map<String, List<Row>> byConsumer = new TreeMap<>();
        Map<Lane, Long> committed = new HashMap<>();
        for (Row row : lanes) {
            byConsumer.computeIfAbsent(row.getString("consumer"), _ -> new ArrayList<>()).add(row);
            committed.put(lane(row), row.getLong("committed"));
        }
        clock.looked(now, committed);
        Map<String, Generation> serving =
                map(
                        generations,
                        row ->
                                new Generation(
                                        row.getInteger("generation"),
                                        row.getInteger("version"),
                                        row.getOffsetDateTime("serving_since").toInstant()));
        Map<String, Parked> stuck =
                map(parked, row -> new Parked(row.getLong("streams"), row.getLong("events")));
        List<ConsumerStatus> result = new ArrayList<>();
        byConsumer.forEach((name, rows) ->
                result.add(
                        status(
                                name,
                                rows,
                                serving,
                                stuck.getOrDefault(name, new Parked(0, 0)),
                                now)));
        return result;
    }

    private ConsumerStatus status(
            String name,
            List<Row> rows,
            Map<String, Generation> serving,
            Parked parked,
            Instant now) {
        var categories = new TreeSet<String>();
        Map<Lane, Long> applied = new HashMap<>();
        List<StoppedLane> stopped = new ArrayList<>();
        long behind = 0;
        for (Row row : rows) {
            categories.add(row.getString("category"));
            applied.put(lane(row), row.getLong("sequence"));
            behind += Math.max(0, row.getLong("committed") - row.getLong("sequence"));
            Long offset = row.getLong("stopped_at_offset");
            if (offset != null) {
                stopped.add(
                        new StoppedLane(
                                row.getString("category"),
                                row.getShort("lane"),
                                row.getLong("sequence"),
                                offset));
            }
        }
        return new ConsumerStatus(
                name,
                serving.get(name),
                List.copyOf(categories),
                behind,
                clock.behind(now, applied),
                stopped,
                parked.streams(),
                parked.events());
    }

    private static Lane lane(Row row) {
        return new Lane(row.getString("category"), row.getShort("lane"));
    }

    private static <T> Map<String, T> map(RowSet<Row> rows, Function<Row, T> read) {
        Map<String, T> result = new HashMap<>();
        rows.forEach(row -> result.put(row.getString(0), read.apply(row)));
        return result;
    }
}
