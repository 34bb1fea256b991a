/// Invoices and credit notes as their readers get them: PDF, for eyes and for screen readers (PDF/UA-1, ISO 14289-1).
@org.jspecify.annotations.NullMarked
package dev.cinestream.billing.document;
