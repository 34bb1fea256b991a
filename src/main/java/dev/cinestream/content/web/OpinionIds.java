package dev.cinestream.content.web;

import dev.cinestream.content.ContentModule;
import dev.cinestream.content.ProfileTitle;
import dev.cinestream.eventsourcing.decider.DerivedId;
import java.util.UUID;

/// Ids of streams that there is one of for two things together: whoever knows both knows the id, so none can be there twice.
final class OpinionIds {

    private OpinionIds() {}

    static UUID opinion(ProfileTitle of) {
        return DerivedId.of(
                ContentModule.OPINION.category(), of.profile().toString(), of.title().toString());
    }

    static UUID feedback(UUID profile, UUID review) {
        return DerivedId.of(
                ContentModule.FEEDBACK.category(), profile.toString(), review.toString());
    }
}
