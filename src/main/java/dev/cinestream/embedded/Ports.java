package dev.cinestream.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// TCP ports on the loopback address.
public final class Ports {
    private Ports() {}

    /// The port asked for when it is free, or a free one for 0.
    ///
    /// @param part who wants it, for the message
    /// @param property the configuration key that chooses another
    /// @throws PortTakenException when something listens there
    public static int claim(int wanted, String part, String property) {
        try (var socket = new ServerSocket()) {
            // As the servers do themselves: a port in TIME_WAIT after a restart counts as free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new PortTakenException(wanted, part, property, e);
        }
    }

    /// A port that is free now.
    public static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback address", e);
        }
    }

    /// Says which port, who wanted it and how to choose another.
    public static final class PortTakenException extends IllegalStateException {
        PortTakenException(int port, String part, String property, IOException cause) {
            super(
                    "Port %d on 127.0.0.1, wanted by %s, is taken (%s). Stop what listens there, or choose another with -D%s=<port> (0 takes any free one)."
                            .formatted(port, part, cause.getMessage(), property),
                    cause);
        }
    }
}
