package dev.cinestream.content;

import java.util.UUID;

/// Whose opinion of what.
///
/// @param profile of the viewer; the account itself while no profile is chosen
/// @param title what it is about
public record ProfileTitle(UUID profile, UUID title) {}
