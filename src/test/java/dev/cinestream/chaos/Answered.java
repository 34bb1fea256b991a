package dev.cinestream.chaos;

/// A command whose outcome the client knows.
///
/// @param commandId as the log's `ce_causationid` should name it
/// @param stream `category/id`
/// @param expected the revision it was based on; 0 for one that creates
/// @param revision the one answered; `expected` when nothing had to happen
/// @param token `category:lane:sequence` as answered, or blank
/// @param accepted false: it was refused, and must have left nothing
record Answered(
        String commandId,
        String stream,
        long expected,
        long revision,
        String token,
        boolean accepted) {

    boolean tookEffect() {
        return accepted && revision > expected;
    }
}
