package dev.cinestream.webhook.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/// The endpoints, all of them.
@ApplicationScoped
public class Endpoints {

    private final Pool pool;

    Endpoints(Pool pool) {
        this.pool = pool;
    }

    /// In the order they were registered in.
    public Uni<List<EndpointRow>> all() {
        return pool.query(
                        "select id, url, types, description, enabled, revision from webhook_endpoints.endpoint order by id")
                .execute()
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(Endpoints::endpoint)
                                .toList());
    }

    private static EndpointRow endpoint(Row row) {
        return new EndpointRow(
                row.getUUID("id"),
                row.getString("url"),
                List.of(row.getArrayOfStrings("types")),
                row.getString("description"),
                row.getBoolean("enabled"),
                row.getLong("revision"));
    }
}
