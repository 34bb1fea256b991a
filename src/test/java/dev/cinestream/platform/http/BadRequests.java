package dev.cinestream.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// Sends wrong requests, and says what every one of them must get.
public final class BadRequests {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private BadRequests() {}

    public static HttpResponse<String> send(URI base, BadRequest wrong)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(
                                URI.create(base.toString().replaceAll("/$", "") + wrong.path()))
                        .method(
                                wrong.method(),
                                wrong.body().length == 0
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofByteArray(wrong.body()));
        wrong.headers().forEach(request::header);
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /// The row's problem, whole, and nothing of the house.
    public static void check(BadRequest wrong, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(wrong.status());
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith(Problem.MEDIA_TYPE);
        var problem = new JsonObject(answer.body());
        assertThat(problem.getString("type"))
                .as(answer.body())
                .isEqualTo("/problems/" + wrong.code());
        assertThat(problem.getInteger("status")).isEqualTo(wrong.status());
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank().doesNotContain("dev.cinestream");
        assertThat(wrong.says()).allSatisfy(part -> assertThat(answer.body()).contains(part));
        assertThat(answer.headers().firstValue(Correlation.HEADER)).isPresent();
        if (wrong.status() == 401) {
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Bearer");
        }
    }
}
