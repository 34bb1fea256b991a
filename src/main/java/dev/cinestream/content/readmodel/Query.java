package dev.cinestream.content.readmodel;

import io.vertx.mutiny.sqlclient.Tuple;

/// A statement with its values.
record Query(String sql, Tuple values) {

    static Query of(String sql, Bound bound) {
        return new Query(sql, bound.tuple());
    }
}
