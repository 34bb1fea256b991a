package dev.cinestream.eventsourcing.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// What an aggregate's rules knew at a moment: its events folded up to there.
///
/// @param revision of the last event in it; 0 when there was none yet, and the state is the initial one
/// @param recordedAt when that event was recorded; the epoch when there was none
/// @param state as JSON, personal data in clear as far as its keys exist
/// @param intact all checksums up to there fit
public record StateAt(long revision, Instant recordedAt, JsonNode state, boolean intact) {}
