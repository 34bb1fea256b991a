package dev.cinestream.billing.readmodel;

import java.time.Instant;
import java.util.UUID;
import org.joda.money.Money;

/// A line of the journal. The lines of an event sum up to zero.
///
/// @param number of the event's lines, from 0
/// @param about the aggregate: an invoice, or a customer
/// @param amount a debit when positive, a credit when negative
record JournalLine(
        UUID event, int number, UUID about, Instant at, LedgerAccount account, Money amount) {}
