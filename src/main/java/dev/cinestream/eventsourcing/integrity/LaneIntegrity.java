package dev.cinestream.eventsourcing.integrity;

import java.util.Map;

/// The numbers of one lane on their way from the commit to the last consumer. Gapless, so differences are counts.
///
/// @param committed the last sequence that was given
/// @param inLog the last that Kafka has for certain
/// @param inOutbox committed and not known to be in Kafka
/// @param applied the last that each consumer has applied; none is above `inLog`
/// @param standingStill consumers that miss an event of this lane, and from which sequence on
public record LaneIntegrity(
        String category,
        int lane,
        long committed,
        long inLog,
        long inOutbox,
        Map<String, Long> applied,
        Map<String, Long> standingStill) {}
