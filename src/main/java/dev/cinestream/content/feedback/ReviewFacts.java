package dev.cinestream.content.feedback;

import java.util.UUID;

/// What is known of the review, looked up by whoever sends the command: an aggregate decides from its own state and its command
/// alone.
///
/// @param author the profile that wrote it
/// @param edition of its text
/// @param shown whether others may read it
public record ReviewFacts(UUID id, UUID author, int edition, boolean shown) {}
