package dev.cinestream.platform.http;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/// Cuts bytes into lines, wherever the network cut them. Holds one unfinished line of at most `longest` bytes; what is
/// longer is passed over up to its end and told of. Blank lines count and are not told of.
final class LineSplitter {

    /// One line; `tooLong` says that its bytes were passed over.
    ///
    /// @param number of the line in the body, from 1
    @SuppressWarnings("ArrayRecordComponent") // on its way to the parser
    record Line(long number, byte[] bytes, boolean tooLong) {}

    private static final byte[] NONE = {};

    private final int longest;
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private boolean tooLong;
    private long number = 1;

    LineSplitter(int longest) {
        this.longest = longest;
    }

    void feed(byte[] chunk, Consumer<Line> lines) {
        int from = 0;
        for (int i = 0; i < chunk.length; i++) {
            if (chunk[i] == '\n') {
                take(chunk, from, i);
                finish(lines);
                from = i + 1;
            }
        }
        take(chunk, from, chunk.length);
    }

    /// The last line needs no line feed.
    void end(Consumer<Line> lines) {
        finish(lines);
    }

    private void take(byte[] chunk, int from, int to) {
        if (unfinished.size() + (to - from) > longest) {
            tooLong = true;
            unfinished.reset();
        }
        if (!tooLong) {
            unfinished.write(chunk, from, to - from);
        }
    }

    private void finish(Consumer<Line> lines) {
        byte[] bytes = unfinished.toByteArray();
        if (tooLong) {
            lines.accept(new Line(number, NONE, true));
        } else if (!isBlank(bytes)) {
            lines.accept(new Line(number, bytes, false));
        }
        unfinished.reset();
        tooLong = false;
        number++;
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
