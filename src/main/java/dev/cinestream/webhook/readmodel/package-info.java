/// The endpoints as they are listed, and whom an event concerns.
@org.jspecify.annotations.NullMarked
package dev.cinestream.webhook.readmodel;
