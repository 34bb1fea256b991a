/// The feedback aggregate: what a viewer profile says about another's review.
@org.jspecify.annotations.NullMarked
package dev.cinestream.content.feedback;
