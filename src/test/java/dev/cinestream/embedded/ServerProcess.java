package dev.cinestream.embedded;

import java.util.Optional;

/// A server in an operating system process of its own, to which the worst can be done.
public interface ServerProcess extends AutoCloseable {

    /// The process as it is now, if there is one.
    Optional<ProcessHandle> process();

    /// `kill -9`: gone at once, nothing flushed, nobody told. Back when it is gone.
    default void kill9() {
        process().ifPresent(Signals::kill9);
    }

    /// Stops being scheduled, its connections open and silent: what a long GC, a swap or a stalled disk looks like.
    default void pause() {
        process().ifPresent(Signals::pause);
    }

    /// Goes on where it was.
    default void resume() {
        process().ifPresent(Signals::resume);
    }

    /// On the same data folder and port, after a kill or instead of one; back when it answers.
    void restart();

    /// Ends it, whatever state it is in. The data folder stays.
    @Override
    void close();
}
