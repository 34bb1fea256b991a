/// The opinion aggregate: a viewer profile's rating and review of a title.
@org.jspecify.annotations.NullMarked
package dev.cinestream.content.opinion;
