/// Where the catalog's reactions hear the log.
@org.jspecify.annotations.NullMarked
package dev.cinestream.content.adapter;
