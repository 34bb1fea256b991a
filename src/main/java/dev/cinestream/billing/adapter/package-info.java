/// Where billing's reactions hear the log.
@org.jspecify.annotations.NullMarked
package dev.cinestream.billing.adapter;
