package dev.cinestream.content;

/// Why a viewer finds that others should not read a review.
public enum ReportReason {
    /// Tells what happens, and does not say that it does.
    SPOILERS,
    /// Attacks people for what they are.
    HATE,
    /// Attacks somebody.
    HARASSMENT,
    /// Advertises.
    SPAM,
    /// Tells what is private about somebody.
    PRIVATE_DATA,
    /// Is not about the title.
    OFF_TOPIC,
    OTHER
}
