package dev.cinestream.chaos;

import java.util.List;
import java.util.Map;

/// What the engine's tables say, read by plain SQL.
///
/// @param heads by `category/id`
/// @param lanes last sequence by `category:lane`
/// @param undelivered lane groups whose relay has not confirmed what was committed
/// @param watermarks per consumer, last sequence applied by `category:lane`
/// @param parked streams in quarantine
/// @param commands revision by command id
record Tables(
        Map<String, Head> heads,
        Map<String, Long> lanes,
        List<String> undelivered,
        Map<String, Map<String, Long>> watermarks,
        List<String> parked,
        Map<String, Long> commands) {

    /// @param checksum lower-case hex
    record Head(long revision, String checksum) {}
}
