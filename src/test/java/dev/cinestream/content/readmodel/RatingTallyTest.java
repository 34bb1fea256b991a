package dev.cinestream.content.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.Seeded;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What follows from the counts of a title's ratings (CS-2).
class RatingTallyTest {

    @Test
    void a_title_that_nobody_rated_has_no_average_and_stands_where_titles_stand_on_the_whole() {
        assertThat(RatingTally.NONE.average()).isNull();
        assertThat(RatingTally.NONE.weighted()).isEqualByComparingTo("6.5");
    }

    @Test
    void the_average_is_that_of_all_ratings() {
        RatingTally tally = tally(7, 8, 10);
        assertThat(tally.ratings()).isEqualTo(3);
        assertThat(tally.total()).isEqualTo(25);
        assertThat(tally.average()).isEqualByComparingTo("8.33");
    }

    @Test
    void one_who_loves_it_weighs_less_than_a_hundred_who_like_it() {
        RatingTally loved = tally(10);
        RatingTally liked = new RatingTally(List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 100L, 0L, 0L));
        assertThat(loved.weighted()).isEqualByComparingTo("6.67"); // 140 / 21
        assertThat(liked.weighted()).isEqualByComparingTo("7.75"); // 930 / 120
    }

    @Test
    void the_order_of_ratings_does_not_matter_and_a_better_one_never_lowers_the_average() {
        Seeded.forSeeds(
                100,
                seeded -> {
                    List<Integer> ratings =
                            new ArrayList<>(seeded.listOf(30, () -> 1 + seeded.below(10)));
                    RatingTally before = tally(ratings);
                    Collections.reverse(ratings);
                    assertThat(tally(ratings)).isEqualTo(before);
                    ratings.add(10);
                    assertThat(tally(ratings).weighted()).isGreaterThanOrEqualTo(before.weighted());
                });
    }

    @Test
    void it_stays_exact_beyond_what_a_float_can_tell_apart() {
        long many = 1L << 55;
        var tally = new RatingTally(List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 1L, many));
        assertThat(tally.ratings()).isEqualTo(many + 1);
        assertThat(tally.total()).isEqualTo(10 * many + 9);
        assertThat(tally.average()).isEqualTo(new BigDecimal("10.00"));
    }

    private static RatingTally tally(Integer... ratings) {
        return tally(List.of(ratings));
    }

    private static RatingTally tally(List<Integer> ratings) {
        return new RatingTally(
                IntStream.rangeClosed(1, 10)
                        .mapToObj(rating -> (long) Collections.frequency(ratings, rating))
                        .toList());
    }
}
