package dev.cinestream.eventsourcing.projection;

import dev.cinestream.eventsourcing.log.Envelope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/// Turns events into the rows of one read model. A CDI bean; the engine finds them all, feeds each from Kafka, keeps its
/// inbox, quarantines what it cannot apply, and rebuilds it.
///
/// A projection depends on nothing but events: no clock, no random, no call outside. The same events give the same rows,
/// however they are batched.
///
/// Its tables live in a Postgres schema of their own, one schema a generation. The serving generation's schema is called
/// [#name()] (so queries say `catalog.title`); a rebuild writes `catalog_next` beside it and swaps by renaming, in one
/// transaction.
public interface Projection {

    /// Lower-case identifier: the schema's name and the consumer's, for example `catalog`.
    String name();

    /// Raise it when the tables or their meaning change: the next start rebuilds beside the serving generation.
    int version();

    /// The categories it reads, for example `content.title`.
    List<String> categories();

    /// Class-path resource with the `create table` statements, without schema names (the engine sets `search_path`).
    default String tables() {
        return "readmodel/" + name() + ".tables.sql";
    }

    /// Class-path resource with the indexes and constraints that are cheaper to make after a bulk load; made right after
    /// [#tables()] for a projection that starts empty, after catching up for a rebuild.
    default String indexes() {
        return "readmodel/" + name() + ".indexes.sql";
    }

    /// Applies events, in lane order, none of them seen before; all in the transaction of `connection`, which the caller
    /// commits together with the watermarks. Throwing (or failing) rolls everything back; the engine then finds the
    /// stream that cannot be applied and parks it.
    ///
    /// @param schema the generation to write to; put it before every table name
    Uni<Void> apply(SqlConnection connection, String schema, List<Envelope<?>> events);
}
