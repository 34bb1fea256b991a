/// Billing as rows: customers, invoices, payments, the journal, and what is due when. Rows hold no personal data: who pays,
/// and by which card, is read from the aggregates, where erasing a person blanks it at once.
@org.jspecify.annotations.NullMarked
package dev.cinestream.billing.readmodel;
