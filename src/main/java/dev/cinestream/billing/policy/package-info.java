/// How bills become invoices, how invoices are settled, and how customers and invoices hear of each other.
@org.jspecify.annotations.NullMarked
package dev.cinestream.billing.policy;
