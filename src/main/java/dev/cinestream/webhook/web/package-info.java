/// Endpoints and their deliveries, for ops and support.
@org.jspecify.annotations.NullMarked
package dev.cinestream.webhook.web;
