/// Billing over HTTP: what customers ask of their own, what anybody may read, and what admins do.
@org.jspecify.annotations.NullMarked
package dev.cinestream.billing.web;
