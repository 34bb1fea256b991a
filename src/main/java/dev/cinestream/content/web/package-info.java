/// The catalog over HTTP.
@org.jspecify.annotations.NullMarked
package dev.cinestream.content.web;
