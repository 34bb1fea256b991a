/// The audit log as a table that can be asked.
@org.jspecify.annotations.NullMarked
package dev.cinestream.admin.readmodel;
