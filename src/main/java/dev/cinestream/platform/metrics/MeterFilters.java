package dev.cinestream.platform.metrics;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// What is not measured.
@Dependent
public class MeterFilters {

    /// The Postgres client registers these once a connection under one name, so that they tell of the first connection
    /// only; the pool's own (`sql.pool…`, tagged with its name) tell of all.
    @Produces
    @Singleton
    MeterFilter ofOneConnectionOnly() {
        return MeterFilter.deny(id ->
                id.getName().equals("postgresql.queue.size")
                        || id.getName().equals("postgresql.current"));
    }
}
