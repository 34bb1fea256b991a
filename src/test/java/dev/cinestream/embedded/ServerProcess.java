package dev.cinestream.embedded;

/// A server in an operating system process of its own, to which the worst can be done.
public interface ServerProcess extends AutoCloseable {

    /// `kill -9`: gone at once, nothing flushed, nobody told. Back when it is gone.
    void kill9();

    /// Stops being scheduled, its connections open and silent: what a long GC, a swap or a stalled disk looks like.
    void pause();

    /// Goes on where it was.
    void resume();

    /// On the same data folder and port, after a kill or instead of one; back when it answers.
    void restart();

    /// Ends it, whatever state it is in. The data folder stays.
    @Override
    void close();
}
