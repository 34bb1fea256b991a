package dev.cinestream.content;

import dev.cinestream.content.feedback.Feedback;
import dev.cinestream.content.feedback.FeedbackCommand;
import dev.cinestream.content.feedback.FeedbackEvent;
import dev.cinestream.content.feedback.FeedbackRejection;
import dev.cinestream.content.feedback.FeedbackState;
import dev.cinestream.content.mylist.MyList;
import dev.cinestream.content.mylist.MyListCommand;
import dev.cinestream.content.mylist.MyListEvent;
import dev.cinestream.content.mylist.MyListRejection;
import dev.cinestream.content.mylist.MyListState;
import dev.cinestream.content.opinion.Opinion;
import dev.cinestream.content.opinion.OpinionCommand;
import dev.cinestream.content.opinion.OpinionEvent;
import dev.cinestream.content.opinion.OpinionRejection;
import dev.cinestream.content.opinion.OpinionState;
import dev.cinestream.content.title.ParentFacts;
import dev.cinestream.content.title.Title;
import dev.cinestream.content.title.TitleCommand;
import dev.cinestream.content.title.TitleEvent;
import dev.cinestream.content.title.TitleRejection;
import dev.cinestream.content.title.TitleState;
import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.schema.EventTypes;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/// What the engine is told of this module: its aggregates, the wire names of their events, and what is written as JSON.
@Dependent
@RegisterForReflection(
        targets = {
            TitleEvent.TitleDrafted.class,
            TitleEvent.TitleRevised.class,
            TitleEvent.AvailabilityScheduled.class,
            TitleEvent.TitlePublished.class,
            TitleEvent.TitleWithdrawn.class,
            TitleEvent.TitleReinstated.class,
            TitleState.class,
            TitleState.None.class,
            TitleState.Existing.class,
            TitleState.Standing.class,
            ParentFacts.class,
            TitleKind.class,
            TitleMetadata.class,
            LocalizedText.class,
            Credit.class,
            AgeRating.class,
            Artwork.class,
            AvailabilityWindow.class,
            OpinionEvent.RatingGiven.class,
            OpinionEvent.RatingChanged.class,
            OpinionEvent.RatingWithdrawn.class,
            OpinionEvent.ReviewWritten.class,
            OpinionEvent.ReviewWithdrawn.class,
            OpinionEvent.ReviewHidden.class,
            OpinionEvent.ReviewShown.class,
            OpinionState.class,
            OpinionState.None.class,
            OpinionState.Voiced.class,
            OpinionState.Review.class,
            ProfileTitle.class,
            FeedbackEvent.ReviewFoundHelpful.class,
            FeedbackEvent.HelpfulTakenBack.class,
            FeedbackEvent.ReviewReported.class,
            FeedbackState.class,
            ReportReason.class,
            MyListEvent.TitleListed.class,
            MyListEvent.TitleUnlisted.class,
            MyListEvent.ListedTitleMoved.class,
            MyListState.class
        })
public class ContentModule {

    /// The wire names of a title's events.
    public static final EventTypes<TitleEvent> TITLE_EVENTS =
            EventTypes.of(TitleEvent.class)
                    .type("content.title-drafted.v1", TitleEvent.TitleDrafted.class)
                    .type("content.title-revised.v1", TitleEvent.TitleRevised.class)
                    .type(
                            "content.availability-scheduled.v1",
                            TitleEvent.AvailabilityScheduled.class)
                    .type("content.title-published.v1", TitleEvent.TitlePublished.class)
                    .type("content.title-withdrawn.v1", TitleEvent.TitleWithdrawn.class)
                    .type("content.title-reinstated.v1", TitleEvent.TitleReinstated.class);

    public static final AggregateType<TitleCommand, TitleState, TitleEvent, TitleRejection> TITLE =
            new AggregateType<>("content.title", new Title(), TITLE_EVENTS, TitleState.class);

    public static final EventTypes<OpinionEvent> OPINION_EVENTS =
            EventTypes.of(OpinionEvent.class)
                    .type("content.rating-given.v1", OpinionEvent.RatingGiven.class)
                    .type("content.rating-changed.v1", OpinionEvent.RatingChanged.class)
                    .type("content.rating-withdrawn.v1", OpinionEvent.RatingWithdrawn.class)
                    .type("content.review-written.v1", OpinionEvent.ReviewWritten.class)
                    .type("content.review-withdrawn.v1", OpinionEvent.ReviewWithdrawn.class)
                    .type("content.review-hidden.v1", OpinionEvent.ReviewHidden.class)
                    .type("content.review-shown.v1", OpinionEvent.ReviewShown.class);

    public static final AggregateType<OpinionCommand, OpinionState, OpinionEvent, OpinionRejection>
            OPINION =
                    new AggregateType<>(
                            "content.opinion", new Opinion(), OPINION_EVENTS, OpinionState.class);

    public static final EventTypes<FeedbackEvent> FEEDBACK_EVENTS =
            EventTypes.of(FeedbackEvent.class)
                    .type("content.review-found-helpful.v1", FeedbackEvent.ReviewFoundHelpful.class)
                    .type("content.helpful-taken-back.v1", FeedbackEvent.HelpfulTakenBack.class)
                    .type("content.review-reported.v1", FeedbackEvent.ReviewReported.class);

    public static final AggregateType<
                    FeedbackCommand, FeedbackState, FeedbackEvent, FeedbackRejection>
            FEEDBACK =
                    new AggregateType<>(
                            "content.feedback",
                            new Feedback(),
                            FEEDBACK_EVENTS,
                            FeedbackState.class);

    public static final EventTypes<MyListEvent> MY_LIST_EVENTS =
            EventTypes.of(MyListEvent.class)
                    .type("content.title-listed.v1", MyListEvent.TitleListed.class)
                    .type("content.title-unlisted.v1", MyListEvent.TitleUnlisted.class)
                    .type("content.listed-title-moved.v1", MyListEvent.ListedTitleMoved.class);

    public static final AggregateType<MyListCommand, MyListState, MyListEvent, MyListRejection>
            MY_LIST =
                    new AggregateType<>(
                            "content.my-list", new MyList(), MY_LIST_EVENTS, MyListState.class);

    @Produces
    AggregateType<OpinionCommand, OpinionState, OpinionEvent, OpinionRejection> opinion() {
        return OPINION;
    }

    @Produces
    AggregateType<FeedbackCommand, FeedbackState, FeedbackEvent, FeedbackRejection> feedback() {
        return FEEDBACK;
    }

    @Produces
    AggregateType<MyListCommand, MyListState, MyListEvent, MyListRejection> myList() {
        return MY_LIST;
    }

    @Produces
    AggregateType<TitleCommand, TitleState, TitleEvent, TitleRejection> title() {
        return TITLE;
    }
}
