package dev.cinestream.platform.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/// Lets only well-formed UTF-8 (Unicode, table 3-7) without NUL bytes pass, and only so much of it. Jackson's own decoder
/// lets overlong forms and encoded surrogates through.
final class Utf8InputStream extends FilterInputStream {

    private final long most;
    private final Supplier<? extends RuntimeException> tooLong;
    private long count;
    private int pending;
    private int lowest = 0x80;
    private int highest = 0xBF;

    Utf8InputStream(InputStream in, long most, Supplier<? extends RuntimeException> tooLong) {
        super(in);
        this.most = most;
        this.tooLong = tooLong;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        if (read < 0) {
            if (pending > 0) {
                throw malformed();
            }
            return read;
        }
        for (int i = offset; i < offset + read; i++) {
            check(buffer[i] & 0xFF);
            count++;
        }
        if (count > most) {
            throw tooLong.get();
        }
        return read;
    }

    @Override
    public long skip(long length) throws IOException {
        long skipped = 0;
        while (skipped < length && read() >= 0) {
            skipped++;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void check(int b) {
        if (pending > 0) {
            if (b < lowest || b > highest) {
                throw malformed();
            }
            expect(pending - 1, 0x80, 0xBF);
        } else if (b == 0) {
            throw ProblemException.badRequest(
                    "invalid-encoding",
                    "There is a NUL byte at offset " + count + "; JSON is sent as UTF-8.");
        } else if (b >= 0x80) {
            begin(b);
        }
    }

    private void begin(int b) {
        switch (b) {
            case 0xE0 -> expect(2, 0xA0, 0xBF);
            case 0xED -> expect(2, 0x80, 0x9F);
            case 0xF0 -> expect(3, 0x90, 0xBF);
            case 0xF4 -> expect(3, 0x80, 0x8F);
            default -> {
                if (b < 0xC2 || b > 0xF4) {
                    throw malformed();
                }
                expect(b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3, 0x80, 0xBF);
            }
        }
    }

    private void expect(int more, int from, int to) {
        pending = more;
        lowest = from;
        highest = to;
    }

    private ProblemException malformed() {
        return ProblemException.badRequest(
                "invalid-encoding", "The body is not UTF-8: the byte at offset " + count + ".");
    }
}
