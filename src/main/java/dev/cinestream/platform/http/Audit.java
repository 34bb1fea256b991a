package dev.cinestream.platform.http;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/// Writes down who does what under `/admin`, for modules that have something there. What is not written down does not
/// happen.
public interface Audit {

    /// An action that changes nothing.
    ///
    /// @param action for example `trial-balance.read`
    /// @param target what it is about
    <T> Uni<T> reading(String action, String target, Supplier<Uni<T>> read);

    /// An action that changes something, and may be done as often as it is asked for.
    <T> Uni<T> changing(String action, String target, Supplier<Uni<T>> change);
}
