package dev.cinestream.platform.http;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The lines of a request's NDJSON body as they arrive, a few at a time, parsed. Whoever takes them slowly slows their
/// sender down: the request is paused while enough lines wait, so memory is bounded however long the body is.
///
/// The request's events and whoever asks for more may be on different threads.
final class JsonLines<T> {

    private final HttpServerRequest request;
    private final LineSplitter splitter;
    private final int most;
    private final Function<LineSplitter.Line, JsonLine<T>> parse;
    private final Deque<LineSplitter.Line> ready = new ArrayDeque<>();
    private @Nullable Consumer<List<JsonLine<T>>> waiting;
    private boolean ended;

    /// @param most lines handed out at once
    private JsonLines(
            HttpServerRequest request,
            int longestBytes,
            int most,
            Function<LineSplitter.Line, JsonLine<T>> parse) {
        this.request = request;
        this.splitter = new LineSplitter(longestBytes);
        this.most = most;
        this.parse = parse;
    }

    static <T> Multi<List<JsonLine<T>>> of(
            HttpServerRequest request,
            int longestBytes,
            int most,
            Function<LineSplitter.Line, JsonLine<T>> parse) {
        var lines = new JsonLines<>(request, longestBytes, most, parse);
        lines.begin();
        return Multi.createBy().repeating().uni(lines::next).until(List::isEmpty);
    }

    private void begin() {
        if (request.isEnded()) {
            ended = true;
            return;
        }
        request.pause();
        request.handler(chunk -> arrived(chunk.getBytes()));
        request.endHandler(_ -> end(true));
        request.exceptionHandler(_ -> end(false));
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
    }

    /// The next lines, at least one; none at the end.
    private Uni<List<JsonLine<T>>> next() {
        return Uni.createFrom().emitter(emitter -> ask(emitter::complete));
    }

    private void ask(Consumer<List<JsonLine<T>>> taker) {
        synchronized (this) {
            waiting = taker;
            if (ready.size() < most && !ended) {
                request.resume();
            }
        }
        handOut();
    }

    private void arrived(byte[] chunk) {
        synchronized (this) {
            splitter.feed(chunk, ready::add);
            if (ready.size() >= most) {
                request.pause();
            }
        }
        handOut();
    }

    /// @param whole false when the connection broke: then the last line may be half a line and is left out
    private void end(boolean whole) {
        synchronized (this) {
            if (!ended && whole) {
                splitter.end(ready::add);
            }
            ended = true;
        }
        handOut();
    }

    private void handOut() {
        Consumer<List<JsonLine<T>>> taker;
        List<JsonLine<T>> lines = new ArrayList<>();
        synchronized (this) {
            taker = waiting;
            if (taker == null || (ready.isEmpty() && !ended)) {
                return;
            }
            waiting = null;
            while (lines.size() < most && !ready.isEmpty()) {
                lines.add(parse.apply(ready.removeFirst()));
            }
        }
        taker.accept(lines);
    }
}
