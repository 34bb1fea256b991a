package dev.cinestream.eventsourcing.feed;

/// A feed that cannot begin. The message is for the caller.
public final class FeedRefusedException extends RuntimeException {

    /// What kind of no this is.
    public enum Kind {
        /// The position is not one, or not of this log.
        BAD_POSITION,
        /// Not now.
        BUSY
    }

    private final Kind kind;

    FeedRefusedException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
