package dev.cinestream.platform.http;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Every body that is read whole passes here: it is bounded, it is UTF-8, and it is there.
///
/// A resource that takes an [InputStream] reads as it likes and as much as it likes: that is how an import of any length
/// comes in.
@Provider
public final class RequestBodies implements ReaderInterceptor {

    private final long mostBytes;

    public RequestBodies(
            @ConfigProperty(name = "cinestream.http.max-body.bytes", defaultValue = "1048576")
                    long mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (context.getType() == InputStream.class) {
            return context.proceed();
        }
        String length = context.getHeaders().getFirst("Content-Length");
        if (length != null && length.length() < 19 && Long.parseLong(length) > mostBytes) {
            throw tooLarge();
        }
        context.setInputStream(
                new Utf8InputStream(context.getInputStream(), mostBytes, this::tooLarge));
        Object body = context.proceed();
        if (body == null) {
            throw ProblemException.badRequest(
                    "missing-body", "This request needs a body, and it has none, or null.");
        }
        return body;
    }

    private ProblemException tooLarge() {
        return ProblemException.tooLarge("A body here has at most " + mostBytes + " bytes.")
                .withHeader("Connection", "close");
    }
}
