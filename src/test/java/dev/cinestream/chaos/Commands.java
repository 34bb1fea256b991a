package dev.cinestream.chaos;

import java.util.Random;

/// What the load asks for.
interface Commands {

    /// A request of one command. The load adds token, `Idempotency-Key` and `If-Match`.
    ///
    /// @param body JSON, or blank for none
    record Ask(String method, String path, String body) {}

    /// The streams' category.
    String category();

    /// A new aggregate; answered with `Location`, `ETag` and `Consistency-Token`.
    Ask create(Random random);

    /// A change of one that exists; answered with `ETag` and `Consistency-Token`.
    Ask change(String id, Random random);
}
