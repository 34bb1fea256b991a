/// HTTP at the edge: every error as RFC 9457 problem, requests as commands, tags, cursors, languages, correlation ids.
@org.jspecify.annotations.NullMarked
package dev.cinestream.platform.http;
