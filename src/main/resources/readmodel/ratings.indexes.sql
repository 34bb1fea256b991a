create index opinion_review on opinion (title, written_at, id) where text is not null and hidden_because is null;
create index opinion_said on opinion (profile, said_at, id) where rating is not null or text is not null;
create index opinion_hidden on opinion (judged_at, id) where hidden_because is not null;
create index feedback_profile on feedback (profile, review);
create index feedback_report on feedback (review, edition) where edition is not null;
-- RatingTally's weighted average, in thousandths.
create index rating_score on rating (((130 + total) * 1000 / (20 + ratings)), title);
