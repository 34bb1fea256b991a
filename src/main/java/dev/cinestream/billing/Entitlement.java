package dev.cinestream.billing;

/// What a subscription allows.
///
/// @param streams at once
/// @param height of the picture at most, in lines, for example 1080
/// @param profiles of viewers at most
/// @param downloads kept at once on all devices; 0 for none
public record Entitlement(int streams, int height, int profiles, int downloads) {}
