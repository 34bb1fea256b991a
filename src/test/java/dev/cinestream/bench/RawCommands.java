package dev.cinestream.bench;

import dev.cinestream.eventsourcing.log.Lanes;
import dev.cinestream.eventsourcing.log.Uuid7;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/// What a command path without batches would do, at its best: the same rows in tables of the same shape, one transaction a
/// command, all of its statements sent at once over the same pool. It decides, checks and encodes nothing.
final class RawCommands {

    private static final String TABLES =
            """
            drop schema if exists raw cascade;
            create schema raw;
            create table raw.head (like engine.head including all) with (fillfactor = 80);
            create table raw.lane_group (like engine.lane_group including all) with (fillfactor = 20);
            create table raw.lane (like engine.lane including all) with (fillfactor = 20);
            create table raw.command (like engine.command including all);
            create table raw.outbox (like engine.outbox_0 including all);
            insert into raw.lane_group select group_no, 0, 0 from engine.lane_group;
            insert into raw.lane select category, lane, group_no, 0 from engine.lane\
            """;
    private static final String GROUP =
            "update raw.lane_group set position = position + 1 where group_no = $1";
    private static final String LANE =
            "update raw.lane set sequence = sequence + 1 where category = $1 and lane = $2";
    private static final String HEAD =
            "insert into raw.head (category, stream_id, revision, checksum, state) values ($1, $2, 1, $3, $4)"
                    + " on conflict (category, stream_id) do update set revision = excluded.revision, checksum = excluded.checksum, state = excluded.state";
    private static final String COMMAND =
            "insert into raw.command (command_id, fingerprint, category, stream_id, revision, lane, sequence, group_no, group_position, recorded_at)"
                    + " values ($1, $2, $3, $4, 1, $5, 1, $6, 1, $7)";
    private static final String OUTBOX =
            "insert into raw.outbox (group_no, position, events) select group_no, position, $2 from raw.lane_group where group_no = $1";

    private final Pool pool;
    private final Lanes lanes;
    private final Buffer checksum = Buffer.buffer(new byte[32]);
    private final Buffer state = Buffer.buffer("{\"value\":1}");
    private final Buffer event;

    /// @param event an outbox row of one event
    RawCommands(Pool pool, Lanes lanes, byte[] event) {
        this.pool = pool;
        this.lanes = lanes;
        this.event = Buffer.buffer(event);
        pool.query(TABLES).execute().await().atMost(Duration.ofSeconds(10));
    }

    Uni<Void> one() {
        return pool.withConnection(this::write);
    }

    private Uni<Void> write(SqlConnection connection) {
        UUID stream = Uuid7.next();
        short lane = (short) lanes.laneOf(stream);
        short group = (short) lanes.groupOf(lane);
        String category = Measured.TYPE.category();
        return Uni.combine()
                .all()
                .unis(
                        connection.query("begin").execute(),
                        connection.preparedQuery(GROUP).execute(Tuple.of(group)),
                        connection.preparedQuery(LANE).execute(Tuple.of(category, lane)),
                        connection
                                .preparedQuery(HEAD)
                                .execute(Tuple.of(category, stream, checksum, state)),
                        connection
                                .preparedQuery(COMMAND)
                                .execute(
                                        Tuple.tuple()
                                                .addString("bench:" + Uuid7.next())
                                                .addString(Commands.FINGERPRINT)
                                                .addString(category)
                                                .addUUID(stream)
                                                .addShort(lane)
                                                .addShort(group)
                                                .addOffsetDateTime(
                                                        OffsetDateTime.now(ZoneOffset.UTC))),
                        connection.preparedQuery(OUTBOX).execute(Tuple.of(group, event)),
                        connection.query("commit").execute())
                .discardItems();
    }
}
