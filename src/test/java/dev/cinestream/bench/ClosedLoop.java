package dev.cinestream.bench;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A fixed number of callers, each of which asks again as soon as it is answered.
final class ClosedLoop {

    private final Supplier<Uni<?>> work;
    private final LongAdder done = new LongAdder();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CountDownLatch ended;
    private volatile boolean stopped;

    private ClosedLoop(int callers, Supplier<Uni<?>> work) {
        this.work = work;
        this.ended = new CountDownLatch(callers);
    }

    /// Answers per second, after a warm-up that does not count.
    static double perSecond(int callers, Duration warmUp, Duration measured, Supplier<Uni<?>> work)
            throws InterruptedException {
        var loop = new ClosedLoop(callers, work);
        for (int i = 0; i < callers; i++) {
            loop.next();
        }
        Thread.sleep(warmUp);
        long before = loop.done.sum();
        long started = System.nanoTime();
        Thread.sleep(measured);
        double answers = loop.done.sum() - before;
        double seconds = (System.nanoTime() - started) / 1e9;
        loop.end();
        return answers / seconds;
    }

    private void next() {
        if (stopped) {
            ended.countDown();
            return;
        }
        work.get()
                .subscribe()
                .with(
                        _ -> {
                            done.increment();
                            next();
                        },
                        thrown -> {
                            failure.compareAndSet(null, thrown);
                            stopped = true;
                            ended.countDown();
                        });
    }

    private void end() throws InterruptedException {
        stopped = true;
        boolean all = ended.await(30, TimeUnit.SECONDS);
        if (failure.get() != null) {
            throw new IllegalStateException("a caller failed", failure.get());
        }
        if (!all) {
            throw new IllegalStateException("a caller was not answered");
        }
    }
}
