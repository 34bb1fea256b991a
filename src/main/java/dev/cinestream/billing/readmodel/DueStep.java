package dev.cinestream.billing.readmodel;

import java.time.Instant;
import java.util.UUID;

/// A step that is due.
///
/// @param category of the aggregate that takes it
/// @param id of the aggregate
/// @param setBy the event that set it to this moment
public record DueStep(String category, UUID id, Instant at, UUID setBy, String correlationId) {}
