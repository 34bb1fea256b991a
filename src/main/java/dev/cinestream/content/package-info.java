/// The catalog: what can be watched.
///
/// - **Title**: one thing a viewer can look at: a movie, a series, a season of one, or an episode of a season. Every title
///   is an aggregate of its own, also those under a series.
/// - **Metadata**: what is said about a title: names and synopses by language, year, runtime, genres, credits, rating …
/// - **Draft, published, withdrawn**: editors see a draft; viewers see what is published, as long as nothing above it is
///   withdrawn; a withdrawn title is gone for viewers and can be taken back into draft.
/// - **Availability window**: from when until when a title may be watched in a country. A title without windows is
///   available everywhere.
/// - **Opinion**: what one viewer profile thinks of one title: a rating in half stars (1 to 10), a written review, or both.
/// - **Feedback**: what a profile says about another's review: that it helps, or that support should look at it.
/// - **Edition**: one text of a review; who changes it writes the next. Support judges an edition, and reports are about one.
/// - **My list**: the titles a profile wants to come back to.
@NullMarked
@Module(name = "content")
package dev.cinestream.content;

import dev.cinestream.Module;
import org.jspecify.annotations.NullMarked;
