package dev.cinestream.admin.web;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The body of a request that judges a review.
@Schema(name = "Judgement")
public record Judgement(
        @Schema(description = "The one that was read; one that was written since is not judged")
                int edition,
        @Schema(description = "1 to 500 characters; the author reads why a review is hidden")
                String reason) {
    public Judgement {
        Because.check(reason);
    }
}
