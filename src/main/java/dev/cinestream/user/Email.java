package dev.cinestream.user;

import dev.cinestream.eventsourcing.decider.Personal;
import java.util.UUID;

/// An e-mail address in an event or a state.
///
/// @param id of its claim: the same for the same address, and nobody without the installation's key can tell whose
/// @param address as its owner writes it
public record Email(UUID id, Personal address) {}
