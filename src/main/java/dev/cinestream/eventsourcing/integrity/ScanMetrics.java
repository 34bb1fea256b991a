package dev.cinestream.eventsourcing.integrity;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What the last scan on this instance said: a series for each kind of finding, and when it was.
final class ScanMetrics {

    private final Map<Finding.Kind, AtomicLong> found = new ConcurrentHashMap<>();
    private final AtomicLong doneAt = new AtomicLong();

    ScanMetrics(MeterRegistry registry) {
        for (Finding.Kind kind : Finding.Kind.values()) {
            var count = new AtomicLong();
            found.put(kind, count);
            Gauge.builder("cinestream.log.scan.findings", count, AtomicLong::get)
                    .tag("kind", kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .description("What the last scan of the log found wrong")
                    .register(registry);
        }
        Gauge.builder("cinestream.log.scan.done", doneAt, AtomicLong::get)
                .baseUnit("seconds")
                .description("When the last scan of the log was done, in Unix time; 0 for never")
                .register(registry);
    }

    void done(ScanReport report) {
        found.forEach((kind, count) -> count.set(report.counts().getOrDefault(kind, 0L)));
        doneAt.set(System.currentTimeMillis() / 1_000);
    }
}
