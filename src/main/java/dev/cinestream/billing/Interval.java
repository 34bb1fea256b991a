package dev.cinestream.billing;

/// How long a period is.
public enum Interval {
    MONTH,
    YEAR
}
