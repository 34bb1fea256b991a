package dev.cinestream.webhook.delivery;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/// Where an endpoint's host is. Its addresses are looked up once for an attempt and the connection goes to the one that was
/// judged: a name that answers differently the next time leads nowhere else.
@ApplicationScoped
public class Destinations {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final WebhookConfig config;

    Destinations(WebhookConfig config) {
        this.config = config;
    }

    /// Fails when there is no such host, or none that may be told; the message says which.
    Uni<SocketAddress> find(URI url) {
        return Uni.createFrom()
                .item(() -> publicAddress(url.getHost()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()) // a lookup blocks
                .map(address ->
                        SocketAddress.inetSocketAddress(port(url), address.getHostAddress()));
    }

    /// Whether an endpoint may be spoken to like this: with TLS, except in development.
    public boolean allows(URI url) {
        return isTls(url) || config.privateAddressesEnabled();
    }

    static boolean isTls(URI url) {
        return "https".equals(url.getScheme());
    }

    static int port(URI url) {
        if (url.getPort() != -1) {
            return url.getPort();
        }
        return isTls(url) ? HTTPS : HTTP;
    }

    private InetAddress publicAddress(String host) {
        try {
            InetAddress[] addresses = InetAddress.getAllByName(withoutBrackets(host));
            for (InetAddress each : addresses) {
                if (!config.privateAddressesEnabled() && isPrivate(each)) {
                    throw new UncheckedIOException(
                            new IOException("the host has an address that is not public"));
                }
            }
            return addresses[0];
        } catch (UnknownHostException _) {
            throw new UncheckedIOException(new IOException("there is no such host"));
        }
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean uniqueLocal = address instanceof Inet6Address && (first & 0xfe) == 0xfc;
        boolean sharedOrReserved =
                !(address instanceof Inet6Address)
                        && ((first == 100 && (second & 0xc0) == 64) // RFC 6598
                                || first == 0
                                || first >= 240);
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || uniqueLocal
                || sharedOrReserved;
    }
}
