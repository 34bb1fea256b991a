/// What is written down of every use of the admin API.
@org.jspecify.annotations.NullMarked
package dev.cinestream.admin.audit;
