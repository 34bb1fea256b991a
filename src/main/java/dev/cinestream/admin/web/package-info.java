/// The admin API over HTTP. Every method goes through [dev.cinestream.admin.web.AuditTrail].
@org.jspecify.annotations.NullMarked
package dev.cinestream.admin.web;
