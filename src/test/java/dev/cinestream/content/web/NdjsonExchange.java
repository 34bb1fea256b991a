package dev.cinestream.content.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// One HTTP/1.1 exchange whose two directions run at once, on a plain socket: what is sent, when, and what is read is the
/// test's to say, byte by byte.
final class NdjsonExchange implements AutoCloseable {

    private static final String LENGTH = "content-length:";
    private static final int RECEIVED_BYTES = 1 << 16;
    private static final int ANSWER_WITHIN_MILLIS = 30_000;

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private @Nullable BufferedReader body;
    private int status;

    NdjsonExchange(URI server, String method, String path, String token, String... headers)
            throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(RECEIVED_BYTES);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        socket.setSoTimeout(ANSWER_WITHIN_MILLIS);
        out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        in = new BufferedInputStream(socket.getInputStream());
        var head = new StringBuilder();
        head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: test\r\n");
        head.append("Authorization: Bearer ").append(token).append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        if (method.equals("POST")) {
            head.append("Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(UTF_8));
        out.flush();
    }

    void send(String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(UTF_8));
        out.write(bytes);
        out.write("\r\n".getBytes(UTF_8));
    }

    /// Sends lines and the end while the answer is read: who only sends is not listened to for long.
    CompletableFuture<Void> sending(int count, IntFunction<String> lines) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        for (int i = 0; i < count; i++) {
                            send(lines.apply(i) + "\n");
                        }
                        end();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> Thread.ofPlatform().daemon().start(task));
    }

    void flush() throws IOException {
        out.flush();
    }

    void end() throws IOException {
        out.write("0\r\n\r\n".getBytes(UTF_8));
        out.flush();
    }

    int status() throws IOException {
        reader();
        return status;
    }

    /// The next line of the answer; null at its end.
    @Nullable String readLine() throws IOException {
        return reader().readLine();
    }

    private BufferedReader reader() throws IOException {
        BufferedReader known = body;
        if (known == null) {
            String statusLine = headLine();
            status = Integer.parseInt(statusLine.split(" ", 3)[1]);
            int length = -1;
            for (String header = headLine(); !header.isEmpty(); header = headLine()) {
                if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                    length = Integer.parseInt(header.substring(LENGTH.length()).strip());
                }
            }
            InputStream bytes =
                    length < 0 ? new Chunks(in) : new ByteArrayInputStream(in.readNBytes(length));
            known = new BufferedReader(new InputStreamReader(bytes, UTF_8));
            body = known;
        }
        return known;
    }

    private String headLine() throws IOException {
        return lineOf(in);
    }

    private static String lineOf(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the connection ended");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /// A chunked body.
    private static final class Chunks extends InputStream {
        private final InputStream in;
        private int left;
        private boolean ended;

        Chunks(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0 && !ended) {
                left = Integer.parseInt(lineOf(in), 16);
                ended = left == 0;
            }
            if (ended) {
                return -1;
            }
            int read = in.read(bytes, offset, Math.min(length, left));
            if (read < 0) {
                throw new IOException("the connection ended");
            }
            left -= read;
            if (left == 0) {
                lineOf(in);
            }
            return read;
        }
    }
}
