/// The engine's state in numbers, for Prometheus at `/q/metrics`.
@org.jspecify.annotations.NullMarked
package dev.cinestream.platform.metrics;
